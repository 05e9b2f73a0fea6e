import { Module } from '@nestjs/common';
import { NetworksModule } from '../networks/index.js';
import { BoardRepository } from './board.repository.js';
import { BoardsController } from './boards.controller.js';
import { BoardsService } from './boards.service.js';
import { CalibrationsController } from './calibrations/calibrations.controller.js';
import { CalibrationsService } from './calibrations/calibrations.service.js';
import { CoefficientSetRepository } from './coefficient-sets/coefficient-set.repository.js';
import { CoefficientSetsController } from './coefficient-sets/coefficient-sets.controller.js';
import { CoefficientSetsService } from './coefficient-sets/coefficient-sets.service.js';

@Module({
  imports: [NetworksModule],
  controllers: [BoardsController, CoefficientSetsController, CalibrationsController],
  providers: [
    BoardRepository,
    CoefficientSetRepository,
    BoardsService,
    CoefficientSetsService,
    CalibrationsService,
  ],
  exports: [BoardsService, CoefficientSetsService],
})
export class BoardsModule {}

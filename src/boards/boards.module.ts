import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NetworksModule } from '../networks/index.js';
import { BoardEntity } from './board.entity.js';
import { BoardRepository } from './board.repository.js';
import { BoardsController } from './boards.controller.js';
import { BoardsService } from './boards.service.js';
import { CoefficientSetEntity } from './coefficient-sets/coefficient-set.entity.js';
import { CoefficientSetRepository } from './coefficient-sets/coefficient-set.repository.js';
import { CoefficientSetsController } from './coefficient-sets/coefficient-sets.controller.js';
import { CoefficientSetsService } from './coefficient-sets/coefficient-sets.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([BoardEntity, CoefficientSetEntity]), NetworksModule],
  controllers: [BoardsController, CoefficientSetsController],
  providers: [BoardRepository, CoefficientSetRepository, BoardsService, CoefficientSetsService],
  exports: [BoardsService],
})
export class BoardsModule {}

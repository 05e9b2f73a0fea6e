import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { NetworksModule } from '../networks/index.js';
import { EstimatesController } from './estimates.controller.js';
import { EstimatesService } from './estimates.service.js';

@Module({
  imports: [BoardsModule, NetworksModule],
  controllers: [EstimatesController],
  providers: [EstimatesService],
  exports: [EstimatesService],
})
export class EstimatesModule {}

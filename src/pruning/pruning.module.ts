import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { NetworksModule } from '../networks/index.js';
import { PruningController } from './pruning.controller.js';
import { PruningService } from './pruning.service.js';

@Module({
  imports: [BoardsModule, NetworksModule],
  controllers: [PruningController],
  providers: [PruningService],
})
export class PruningModule {}

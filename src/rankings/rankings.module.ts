import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { NetworksModule } from '../networks/index.js';
import { RankingsController } from './rankings.controller.js';
import { RankingsService } from './rankings.service.js';

@Module({
  imports: [BoardsModule, NetworksModule],
  controllers: [RankingsController],
  providers: [RankingsService],
})
export class RankingsModule {}

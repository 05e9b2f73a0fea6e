import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { NetworksModule } from '../networks/index.js';
import { PlansController } from './plans.controller.js';
import { PlansService } from './plans.service.js';

@Module({
  imports: [BoardsModule, NetworksModule],
  controllers: [PlansController],
  providers: [PlansService],
})
export class PlansModule {}

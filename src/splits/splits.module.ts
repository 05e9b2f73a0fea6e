import { Module } from '@nestjs/common';
import { PlansModule } from '../plans/index.js';
import { SplitsController } from './splits.controller.js';
import { SplitsService } from './splits.service.js';

@Module({
  imports: [PlansModule],
  controllers: [SplitsController],
  providers: [SplitsService],
})
export class SplitsModule {}

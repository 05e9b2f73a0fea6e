import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { EstimatesModule } from '../estimates/index.js';
import { PlansModule } from '../plans/index.js';
import { ChartsController } from './charts.controller.js';
import { ChartsService } from './charts.service.js';

@Module({
  imports: [BoardsModule, EstimatesModule, PlansModule],
  controllers: [ChartsController],
  providers: [ChartsService],
})
export class ChartsModule {}

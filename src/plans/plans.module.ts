import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BoardsModule } from '../boards/index.js';
import { LinksModule } from '../links/index.js';
import { NetworksModule } from '../networks/index.js';
import { PlansController } from './plans.controller.js';
import { ProblemReader } from './problem-reader.js';
import { PlansService } from './plans.service.js';
import { PlanEntity } from './saved/plan.entity.js';
import { PlanRepository } from './saved/plan.repository.js';
import { SavedPlansService } from './saved/saved-plans.service.js';
import { TierReader } from './tiers/tier-reader.js';

@Module({
  imports: [TypeOrmModule.forFeature([PlanEntity]), BoardsModule, LinksModule, NetworksModule],
  controllers: [PlansController],
  providers: [ProblemReader, TierReader, PlansService, SavedPlansService, PlanRepository],
})
export class PlansModule {}

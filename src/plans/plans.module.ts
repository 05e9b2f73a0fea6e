import { Module } from '@nestjs/common';
import { BoardsModule, BoardsService } from '../boards/index.js';
import { LinksModule, LinksService } from '../links/index.js';
import { NetworksModule, NetworksService } from '../networks/index.js';
import { BatchController } from './batch/batch.controller.js';
import { BatchService } from './batch/batch.service.js';
import { PlansController } from './plans.controller.js';
import { ProblemReader } from './problem-reader.js';
import { PlansService } from './plans.service.js';
import { PlanRepository } from './saved/plan.repository.js';
import { BoardSource, LinkSource, NetworkSource } from './sources.js';
import { SavedPlansService } from './saved/saved-plans.service.js';
import { TierReader } from './tiers/tier-reader.js';

@Module({
  imports: [BoardsModule, LinksModule, NetworksModule],
  controllers: [BatchController, PlansController],
  providers: [
    { provide: BoardSource, useExisting: BoardsService },
    { provide: LinkSource, useExisting: LinksService },
    { provide: NetworkSource, useExisting: NetworksService },
    ProblemReader,
    TierReader,
    PlansService,
    BatchService,
    SavedPlansService,
    PlanRepository,
  ],
  exports: [PlansService, SavedPlansService],
})
export class PlansModule {}

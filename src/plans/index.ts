export { ALEXNET_OVER_WIFI } from './examples/alexnet-over-wifi.js';
export {
  PlanAnswerDto,
  type BestPlanDto,
  type CandidateDto,
  type DivisionDto,
  type LedgerItemDto,
  type PlanDto,
  type PlanProfileDto,
  type PricedCandidateDto,
} from './plan-answer.dto.js';
export { ChoiceRequestDto, OBJECTIVE_CHOICES, PlanRequestDto } from './plan-request.dto.js';
export { PlanEntity } from './saved/plan.entity.js';
export type { ProfiledLayerDto } from './profiled-layer.dto.js';
export { PLAN_PROBLEMS } from './plan-problems.js';
export { refusal } from './refusal.js';
export {
  SweepParameterDto,
  type SweepAnswerDto,
  type SweepParameterName,
  type SweepRequestDto,
} from './sweep/sweep.dto.js';
export { PlansModule } from './plans.module.js';
export { PlansService } from './plans.service.js';
export { ProblemReader } from './problem-reader.js';
export { SavedPlansService } from './saved/saved-plans.service.js';
export { BoardSource, LinkSource, NetworkSource, type VersionedLinkProfile } from './sources.js';
export { TierReader } from './tiers/tier-reader.js';

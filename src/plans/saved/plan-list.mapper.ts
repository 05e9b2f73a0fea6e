import type { ListedPlan } from './plan.repository.js';
import type { SavedPlanSummaryDto } from './plan-list.dto.js';

export const toSavedPlanSummary = ({ createdAt, ...plan }: ListedPlan): SavedPlanSummaryDto => ({
  id: plan.id,
  createdAt: createdAt.toISOString(),
  network: plan.network,
  device: plan.device,
  edge: plan.edge,
  objective: plan.objective,
});

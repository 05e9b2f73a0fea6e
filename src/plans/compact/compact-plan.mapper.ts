import { decide, remember } from '../../core/index.js';
import { toConfidence } from '../confidence.mapper.js';
import { toConstraintReport } from '../constraints.mapper.js';
import type { UsedLinkDto } from '../links/link.dto.js';
import { candidateDtoOf } from '../candidate.mapper.js';
import type { WarningCode, WarningDto } from '../plan-answer.dto.js';
import { toUsedBoard } from '../plan.mapper.js';
import type { PlanRequestDto } from '../plan-request.dto.js';
import type { PricedPlans, PricedProblem, PricedTier } from '../priced-plans.js';
import type { CompactPlanDto, PlanVersionsDto, TierVersionsDto, UsedProfileDto } from './compact-plan.dto.js';

/** What an orchestrator needs of an answer; the same choice and figures as in the whole one. */
export function toCompactPlan(plans: PricedPlans, { confidence }: PlanRequestDto): CompactPlanDto {
  const { evaluation, objective, constraints, warnings } = plans;
  const { closest, constraints: reports, splitting } = decide(evaluation, objective, constraints);
  return {
    plan: candidateDtoOf(evaluation, closest),
    brokenConstraints: reports
      .filter(({ isKept }) => !isKept)
      .map((report) => toConstraintReport(report).name),
    margin: splitting.margin,
    ...(confidence !== undefined && { confidence: toConfidence(plans, confidence) }),
    versions: toVersions(plans),
    warnings: codesOf(warnings),
  };
}

const codesOf = remember((warnings: readonly WarningDto[]): readonly WarningCode[] => [
  ...new Set(warnings.map(({ code }) => code)),
]);

function toVersions({ identity, tiers, links }: PricedProblem): PlanVersionsDto {
  const [device, edge, cloud] = tiers;
  const { link, backhaul, directLink } = links;
  return {
    network: identity.id,
    device: toTierVersions(device!),
    edge: toTierVersions(edge!),
    ...(cloud && { cloud: toTierVersions(cloud) }),
    ...versionOf('link', link),
    ...versionOf('backhaul', backhaul),
    ...versionOf('directLink', directLink),
  };
}

const toTierVersions = remember(({ board, modes }: PricedTier): TierVersionsDto => ({
  ...toUsedBoard(board),
  coefficientSets: modes.flatMap(({ coefficients }) => coefficients?.stored?.version ?? []),
}));

const versionOf = (
  name: 'link' | 'backhaul' | 'directLink',
  link: UsedLinkDto | null,
): Partial<Record<typeof name, UsedProfileDto>> => {
  const { profile = null, profileVersion = null } = link ?? {};
  return profile === null || profileVersion === null ? {} : { [name]: { profile, profileVersion } };
};

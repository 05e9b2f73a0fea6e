import { boardCosts, type Execution } from '../cost/board-costs.js';
import { choleskyOf } from '../cost/cholesky.js';
import { coefficientOf, withCoefficient } from '../cost/coefficients.js';
import type { CostModel } from '../cost/cost-model.js';
import type { FittedCost } from '../cost/fit-statistics.js';
import { bitsPerSecond } from '../units.js';
import { withMeasurements, type MeasuredBlock } from './measured.js';
import type { SplitProblem } from './problem.js';
import { quantile } from './random.js';
import type { Tier, TierCosts } from './tier.js';

/** Where the costs of a tier come from. */
export interface FittedTier {
  readonly tier: Tier;
  /** Costs that take the place of the modelled ones, and are certain. */
  readonly measured?: readonly MeasuredBlock[];
  readonly execution: Execution;
  readonly latency: FittedCost;
  readonly energy: FittedCost | null;
}

/** How a rate varies: quantiles in bit/s, or what was measured. */
export type RateSpread =
  | { readonly p10: number; readonly p50: number; readonly p90: number }
  | { readonly samples: readonly number[] };

/** What is not known for sure; tiers that are not listed and a rate without spread count as certain. */
export interface Uncertainty {
  readonly tiers: readonly FittedTier[];
  readonly uplinkRate: RateSpread | null;
}

/**
 * Something that varies: problems in which some of its parameters are one step away, and draws of how many
 * steps away each of them is.
 */
export interface Source {
  /** The tier whose costs vary; null for a rate. */
  readonly tier: Tier | null;
  readonly steps: () => readonly SplitProblem[];
  draw(normal: () => number, uniform: () => number): readonly number[];
}

export const sourcesOf = (problem: SplitProblem, { tiers, uplinkRate }: Uncertainty): Source[] => [
  ...tiers.flatMap((fitted) =>
    (['latency', 'energy'] as const).flatMap((cost) => [
      ...coefficientSource(problem, fitted, cost),
      ...residualSource(problem, fitted, cost),
    ]),
  ),
  ...(uplinkRate === null ? [] : [rateSource(problem, uplinkRate)]),
];

/** A coefficient varies by the covariance of its fit, and never becomes negative. A step is a ten thousandth of it. */
function coefficientSource(problem: SplitProblem, fitted: FittedTier, cost: 'latency' | 'energy'): Source[] {
  const known = fitted[cost];
  if (!known?.statistics) return [];
  const { model, statistics } = known;
  const names = statistics.covariance.coefficients;
  const lower = choleskyOf(statistics.covariance.values);
  const values = names.map((name) => coefficientOf(model, name));
  const steps = values.map((value) => (value === 0 ? 1e-12 : value * 1e-4));
  return [
    {
      tier: fitted.tier,
      steps: () =>
        names.map((name, index) => {
          const changed = withCoefficient(model, name, values[index]! + steps[index]!);
          return withTier(problem, fitted, recosted(problem, fitted, { [cost]: changed }));
        }),
      draw: (normal) => {
        const normals = names.map(normal);
        return lower.map((row, index) => {
          const change = row.reduce((sum, factor, k) => sum + factor * normals[k]!, 0);
          return Math.max(change, -values[index]!) / steps[index]!;
        });
      },
    },
  ];
}

/** What the model misses of a network, in common for all its layers: relative, with the spread of the residuals. */
function residualSource(problem: SplitProblem, fitted: FittedTier, cost: 'latency' | 'energy'): Source[] {
  const spread = fitted[cost]?.statistics?.residualSpread ?? 0;
  const costs = fitted.tier.costs[cost];
  if (spread === 0 || costs === null) return [];
  const doubled = {
    standalone: costs.standalone.map((value) => 2 * value),
    perInference: 2 * costs.perInference,
  };
  const changed = { ...fitted.tier.costs, [cost]: doubled };
  return [
    {
      tier: fitted.tier,
      steps: () => [withTier(problem, fitted, withMeasurements(changed, fitted.measured ?? []))],
      draw: (normal) => [Math.max(-1, spread * normal())],
    },
  ];
}

/** Standard normal quantile of 0.9. */
const Z90 = 1.2815515655446004;

/** Costs are affine in seconds per bit: a step is one more time the present ones. */
function rateSource(problem: SplitProblem, spread: RateSpread): Source {
  const { uplink } = problem.link;
  const halved = { ...uplink, rate: bitsPerSecond(uplink.rate / 2) };
  const rateAt = rateOf(spread);
  return {
    tier: null,
    steps: () => [{ ...problem, link: { ...problem.link, uplink: halved } }],
    draw: (normal, uniform) => {
      const [z, u] = [normal(), uniform()];
      return [uplink.rate / rateAt(z, u) - 1];
    },
  };
}

/** The rate of a normal and a uniform draw: log-normal on either side of the median, through the quantiles; or one of the samples. */
function rateOf(spread: RateSpread): (z: number, u: number) => number {
  if ('samples' in spread) {
    const sorted = Float64Array.from(spread.samples).sort();
    return (_, u) => quantile(sorted, u);
  }
  const { p10, p50, p90 } = spread;
  return (z) => p50 * Math.exp((z / Z90) * (z < 0 ? Math.log(p50 / p10) : Math.log(p90 / p50)));
}

function recosted(
  { cuts }: SplitProblem,
  { execution, latency, energy, measured = [] }: FittedTier,
  changed: { latency?: CostModel; energy?: CostModel },
): TierCosts {
  const models = {
    latency: changed.latency ?? latency.model,
    energy: changed.energy ?? energy?.model ?? latency.model,
  };
  const costs = boardCosts(cuts.network, models, execution);
  return withMeasurements(energy === null ? { ...costs, energy: null } : costs, measured);
}

function withTier(problem: SplitProblem, { tier }: FittedTier, costs: TierCosts): SplitProblem {
  const replace = (tiers: readonly Tier[]) => tiers.map((own) => (own === tier ? { ...own, costs } : own));
  const { cloud } = problem;
  return {
    ...problem,
    devices: replace(problem.devices),
    edges: replace(problem.edges),
    cloud: cloud === null ? null : { ...cloud, tiers: replace(cloud.tiers) },
  };
}

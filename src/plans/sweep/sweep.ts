import { setImmediate } from 'node:timers/promises';
import {
  bitsPerSecond,
  candidateAt,
  choose,
  evaluateCandidates,
  evaluateSplits,
  seconds,
  withOptima,
  type Evaluation,
  type Objective,
  type SplitProblem,
} from '../../core/index.js';
import { toDivision } from '../division.mapper.js';
import { toPricedWith } from '../plan.mapper.js';
import type { DivisionDto } from '../plan-answer.dto.js';
import type { PricedProblem } from '../priced-plans.js';
import { refusal } from '../refusal.js';
import {
  FIGURE_COLUMNS,
  type SweepAnswerDto,
  type SweepParameterDto,
  type SweepParameterName,
} from './sweep.dto.js';
import { toAxes, type SweepAxis } from './sweep-values.js';

/** Candidates over all points together; about ten seconds of work. */
const MAX_EVALUATIONS = 50_000_000;

/** Candidates between two looks at what else there is to do, such as other requests. */
const EVALUATIONS_AT_A_TIME = 200_000;

type Row = (number | null)[];
type Point = ReadonlyMap<SweepParameterName, number>;

/** How the problem of a point follows from that of its batch. */
const AT: Readonly<
  Record<Exclude<SweepParameterName, 'batch'>, (problem: SplitProblem, value: number) => SplitProblem>
> = {
  uplinkRateMbps: ({ link, ...problem }, value) => ({
    ...problem,
    link: { ...link, uplink: { ...link.uplink, rate: bitsPerSecond(value * 1e6) } },
  }),
  roundTripMs: ({ link, ...problem }, value) => ({
    ...problem,
    link: { ...link, roundTrip: seconds(value / 1e3) },
  }),
  edgeSlowdown: (problem, value) => ({ ...problem, edgeSlowdown: value }),
};

export interface SweepRequest {
  readonly objective: Objective;
  readonly parameters: readonly SweepParameterDto[];
  /** The priced problem for a batch; undefined for that of the request. */
  readonly read: (batch: number | undefined) => Promise<PricedProblem>;
}

/**
 * Plans at every point. What a list of cuts leaves out, where it is partial, is completed with the optima
 * of the request alone, so that a candidate is the same one at every point of a batch.
 * Throws a `ProblemError` that names the field at fault.
 */
export async function sweep({ objective, parameters, read }: SweepRequest): Promise<SweepAnswerDto> {
  const axes = toAxes(parameters);
  const points = pointsOf(axes);
  const batches = new Map<number | undefined, PricedProblem>();
  const pricedFor = async (batch: number | undefined): Promise<PricedProblem> => {
    const known = batches.get(batch) ?? completed(await read(batch), objective);
    batches.set(batch, known);
    return known;
  };
  const chosen = new ChosenDivisions();
  const rows: { point: Point; place: number | null; figures: Row }[] = [];
  let evaluated = 0;
  for (const point of points) {
    const batch = point.get('batch');
    const priced = await pricedFor(batch);
    const evaluation = evaluationOf(at(priced.problem, point), objective);
    if (rows.length === 0) checkWork(evaluation.count, points.length);
    const candidate = choose(evaluation, objective, priced.constraints);
    const place = candidate === null ? null : chosen.add(evaluation, candidate, batch);
    rows.push({ point, place, figures: figuresOf(evaluation, candidate) });
    evaluated += evaluation.count;
    if (evaluated < EVALUATIONS_AT_A_TIME) continue;
    evaluated = 0;
    await setImmediate();
  }
  const { divisions, positions } = chosen.inOrder();
  const first = await pricedFor(points[0]!.get('batch'));
  return {
    ...toPricedWith(first),
    columns: [...axes.map(({ name }) => name), ...FIGURE_COLUMNS],
    rows: rows.map(({ point, place, figures }) => [
      ...point.values(),
      place === null ? null : positions[place]!,
      ...figures,
    ]),
    candidates: divisions,
    warnings: distinctWarnings([...batches.values()]),
  };
}

const completed = (priced: PricedProblem, objective: Objective): PricedProblem => ({
  ...priced,
  problem: withOptima(priced.problem, [objective]),
});

/** The listed cuts of two tiers are the same at every point. */
const evaluationOf = (problem: SplitProblem, objective: Objective): Evaluation =>
  problem.cloud === null ? evaluateSplits(problem) : evaluateCandidates(problem, [objective]).evaluation;

/** Each once; what differs from batch to batch is said of each. */
const distinctWarnings = (priced: readonly PricedProblem[]): PricedProblem['warnings'] => [
  ...new Map(
    priced.flatMap(({ warnings }) => warnings.map((warning) => [warning.message, warning])),
  ).values(),
];

/** Every combination of values, the last one fastest. */
const pointsOf = (axes: readonly SweepAxis[]): Point[] =>
  axes.reduce<Point[]>(
    (points, { name, values }) =>
      points.flatMap((point) => values.map((value) => new Map([...point, [name, value]]))),
    [new Map()],
  );

const at = (problem: SplitProblem, point: Point): SplitProblem =>
  [...point].reduce(
    (changed, [name, value]) => (name === 'batch' ? changed : AT[name](changed, value)),
    problem,
  );

function checkWork(candidates: number, points: number): void {
  if (candidates * points <= MAX_EVALUATIONS) return;
  throw refusal(
    '/parameters',
    `got ${points} points of ${candidates} candidates each`,
    `at most ${Math.floor(MAX_EVALUATIONS / candidates)} points for this network`,
  );
}

/** The figures of a plan, in the units of the columns; null where there is none or it is not known. */
function figuresOf({ latency, deviceEnergy, systemEnergy }: Evaluation, candidate: number | null): Row {
  if (candidate === null) return [null, null, null];
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return [latency[candidate]! * 1e3, known(deviceEnergy[candidate]!), known(systemEnergy[candidate]!)];
}

/** The candidates that are chosen somewhere, each once. */
class ChosenDivisions {
  private readonly places = new Map<string, number>();
  private readonly found: { batch: number; order: number[]; division: DivisionDto }[] = [];

  /** Its place among those that were added. */
  add(evaluation: Evaluation, candidate: number, batch = 0): number {
    const order = [
      evaluation.choice[candidate]!,
      evaluation.first[candidate]!,
      evaluation.second[candidate]!,
    ];
    const key = [batch, ...order].join();
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place =
      this.found.push({
        batch,
        order,
        division: toDivision(evaluation, candidateAt(evaluation, candidate)),
      }) - 1;
    this.places.set(key, place);
    return place;
  }

  /** By batch, then in the order of candidates; `positions` says where each place has gone. */
  inOrder(): { divisions: DivisionDto[]; positions: number[] } {
    const ranks = this.found.map(({ batch, order }, place) => ({ rank: [batch, ...order], place }));
    ranks.sort((a, b) => {
      const differs = a.rank.findIndex((value, k) => value !== b.rank[k]);
      return differs < 0 ? 0 : a.rank[differs]! - b.rank[differs]!;
    });
    const positions = new Array<number>(ranks.length);
    ranks.forEach(({ place }, position) => (positions[place] = position));
    return { divisions: ranks.map(({ place }) => this.found[place]!.division), positions };
  }
}

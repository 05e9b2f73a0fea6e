import { sweepOf, type Objective, type Sweep, type SweptPlan } from '../../core/index.js';
import { Slices } from '../../platform/turns.js';
import { toPricedWith } from '../plan.mapper.js';
import type { PricedProblem } from '../priced-plans.js';
import { refusal } from '../refusal.js';
import { ChosenDivisions } from './chosen-divisions.js';
import { FIGURE_COLUMNS, type SweepAnswerDto, type SweepParameterDto } from './sweep.dto.js';
import { pointAt } from './sweep-point.js';
import { combinations, toAxes } from './sweep-values.js';

/** Candidates over all points together; a few seconds of work. */
const MAX_EVALUATIONS = 50_000_000;

type Row = (number | null)[];

export interface SweepRequest {
  readonly objective: Objective;
  readonly parameters: readonly SweepParameterDto[];
  /** The priced problem for a batch; undefined for that of the request. */
  readonly read: (batch: number | undefined) => Promise<PricedProblem>;
}

/** The points of one batch. */
interface BatchSweep {
  readonly priced: PricedProblem;
  readonly sweep: Sweep;
}

/** Plans at every point. Throws a `ProblemError` that names the field at fault. */
export async function sweep({ objective, parameters, read }: SweepRequest): Promise<SweepAnswerDto> {
  const axes = toAxes(parameters);
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  const batchAxis = axes.findIndex(({ name }) => name === 'batch');
  const batches = new Map<number | undefined, BatchSweep>();
  const begin = async (batch: number | undefined): Promise<BatchSweep> => {
    const priced = await read(batch);
    const begun = { priced, sweep: sweepOf(priced.problem, { objective, constraints: priced.constraints }) };
    if (batches.size === 0) checkWork(begun.sweep.count, points);
    batches.set(batch, begun);
    return begun;
  };
  const chosen = new ChosenDivisions();
  const rows: Row[] = [];
  const slices = new Slices();
  for (const values of combinations(axes)) {
    const batch = values[batchAxis];
    const { priced, sweep } = batches.get(batch) ?? (await begin(batch));
    const plan = sweep.planAt(pointAt(priced.problem, axes, values));
    const place = plan === null ? null : chosen.add(sweep, plan, batch);
    rows.push(rowOf(values, place, plan));
    if (slices.isOver) await slices.next();
  }
  const { divisions, positions } = chosen.inOrder();
  for (const row of rows) {
    const place = row[axes.length];
    if (typeof place === 'number') row[axes.length] = positions[place]!;
  }
  const swept = [...batches.values()].map(({ priced }) => priced);
  return {
    ...toPricedWith(swept[0]!),
    columns: [...axes.map(({ name }) => name), ...FIGURE_COLUMNS],
    rows,
    candidates: divisions,
    warnings: distinctWarnings(swept),
  };
}

/** Each once; what differs from batch to batch is said of each. */
const distinctWarnings = (priced: readonly PricedProblem[]): PricedProblem['warnings'] => [
  ...new Map(
    priced.flatMap(({ warnings }) => warnings.map((warning) => [warning.message, warning])),
  ).values(),
];

function checkWork(candidates: number, points: number): void {
  if (candidates * points <= MAX_EVALUATIONS) return;
  throw refusal(
    '/parameters',
    `got ${points} points of ${candidates} candidates each`,
    `at most ${Math.floor(MAX_EVALUATIONS / candidates)} points for this network`,
  );
}

/** In the units of the columns; null where there is no plan or a figure is not known. */
const rowOf = (values: readonly number[], place: number | null, plan: SweptPlan | null): Row =>
  plan === null
    ? [...values, null, null, null, null]
    : [...values, place, plan.latency * 1e3, plan.deviceEnergy, plan.systemEnergy];

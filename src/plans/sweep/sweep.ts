import { sweepOf, type Objective, type SweptPlan } from '../../core/index.js';
import type { Soon } from '../../platform/soon.js';
import { Slices } from '../../platform/turns.js';
import { toPricedWith } from '../plan.mapper.js';
import type { WarningDto } from '../plan-answer.dto.js';
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
  readonly read: (batch: number | undefined) => Soon<PricedProblem>;
}

/** Plans at every point, batch by batch. Throws a `ProblemError` that names the field at fault. */
export async function sweep({ objective, parameters, read }: SweepRequest): Promise<SweepAnswerDto> {
  const axes = toAxes(parameters);
  const points = combinations(axes);
  const batchAxis = axes.findIndex(({ name }) => name === 'batch');
  const batches = [...new Set(points.map((values) => values[batchAxis]))];
  const first = await read(batches[0]);
  const rows = new Array<Row>(points.length);
  const chosen = new ChosenDivisions();
  const warnings = new Map<string, WarningDto>();
  const slices = new Slices();
  for (const batch of batches) {
    const { problem, constraints, warnings: own } = batch === batches[0] ? first : await read(batch);
    for (const warning of own) warnings.set(warning.message, warning); // each once
    const plans = sweepOf(problem, { objective, constraints });
    if (batch === batches[0]) checkWork(plans.count, points.length);
    for (const [index, values] of points.entries()) {
      if (values[batchAxis] !== batch) continue;
      const plan = plans.planAt(pointAt(problem, axes, values));
      const place = plan === null ? null : chosen.add(plans, plan, batch);
      rows[index] = rowOf(values, place, plan);
      if (slices.isOver) await slices.next();
    }
  }
  const { divisions, positions } = chosen.inOrder();
  for (const row of rows) {
    const place = row[axes.length];
    if (typeof place === 'number') row[axes.length] = positions[place]!;
  }
  return {
    ...toPricedWith(first),
    columns: [...axes.map(({ name }) => name), ...FIGURE_COLUMNS],
    rows,
    candidates: divisions,
    warnings: [...warnings.values()],
  };
}

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

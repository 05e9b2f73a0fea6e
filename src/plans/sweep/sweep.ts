import { setImmediate } from 'node:timers/promises';
import {
  bitsPerSecond,
  candidateAt,
  decide,
  evaluateSplits,
  seconds,
  withOptima,
  type Evaluation,
  type Objective,
  type SplitProblem,
} from '../../core/index.js';
import { toDivision, toPricedWith } from '../plan.mapper.js';
import type { DivisionDto } from '../plan-answer.dto.js';
import type { PricedProblem } from '../priced-plans.js';
import {
  FIGURE_COLUMNS,
  type SweepAnswerDto,
  type SweepParameterDto,
  type SweepParameterName,
} from './sweep.dto.js';
import { refusal, toAxes, type SweepAxis } from './sweep-values.js';

/** Candidates over all points together; about ten seconds of work. */
const MAX_EVALUATIONS = 50_000_000;

/** Candidates between two looks at what else there is to do, such as other requests. */
const EVALUATIONS_AT_A_TIME = 200_000;

type Row = (number | null)[];

/** How the problem of a point follows from that of the request. */
const AT: Readonly<Record<SweepParameterName, (problem: SplitProblem, value: number) => SplitProblem>> = {
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

/**
 * Plans at every point. What a list of cuts leaves out, where it is partial, is completed with the optima
 * of the request alone, so that a candidate is the same one at every point.
 * Throws a `ProblemError` that names the field at fault.
 */
export async function sweep(
  priced: PricedProblem,
  objective: Objective,
  parameters: readonly SweepParameterDto[],
): Promise<SweepAnswerDto> {
  const axes = toAxes(parameters);
  const problem = withOptima(priced.problem, [objective]);
  const points = pointsOf(axes);
  checkWork(problem, points.length);
  const rows: Row[] = [];
  const chosen = new Map<number, DivisionDto>();
  let evaluated = 0;
  for (const point of points) {
    const evaluation = evaluateSplits(at(problem, axes, point));
    const candidate = decide(evaluation, objective, priced.constraints).chosen;
    rows.push([...point, ...figuresOf(evaluation, candidate)]);
    if (candidate !== null && !chosen.has(candidate)) {
      chosen.set(candidate, toDivision(evaluation, candidateAt(evaluation, candidate)));
    }
    evaluated += evaluation.count;
    if (evaluated < EVALUATIONS_AT_A_TIME) continue;
    evaluated = 0;
    await setImmediate();
  }
  return {
    ...toPricedWith(priced),
    columns: [...axes.map(({ name }) => name), ...FIGURE_COLUMNS],
    ...numbered(rows, chosen, axes.length),
    warnings: priced.warnings,
  };
}

/** Every combination of values, the last one fastest. */
const pointsOf = (axes: readonly SweepAxis[]): number[][] =>
  axes.reduce<number[][]>(
    (points, { values }) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );

const at = (problem: SplitProblem, axes: readonly SweepAxis[], point: readonly number[]): SplitProblem =>
  axes.reduce((changed, { name }, index) => AT[name](changed, point[index]!), problem);

function checkWork({ cuts, precisions, encodings }: SplitProblem, points: number): void {
  const candidates = cuts.count * precisions.length * encodings.length;
  if (candidates * points <= MAX_EVALUATIONS) return;
  throw refusal(
    '/parameters',
    `got ${points} points of ${candidates} candidates each`,
    `at most ${Math.floor(MAX_EVALUATIONS / candidates)} points for this network`,
  );
}

/** The figures of a plan, in the units of the columns; null where there is none or it is not known. */
function figuresOf({ latency, deviceEnergy, systemEnergy }: Evaluation, candidate: number | null): Row {
  if (candidate === null) return [null, null, null, null];
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return [
    candidate,
    latency[candidate]! * 1e3,
    known(deviceEnergy[candidate]!),
    known(systemEnergy[candidate]!),
  ];
}

/** Rows that refer to the candidates that are chosen somewhere, by their position among these. */
function numbered(
  rows: readonly Row[],
  chosen: ReadonlyMap<number, DivisionDto>,
  column: number,
): Pick<SweepAnswerDto, 'rows' | 'candidates'> {
  const ordered = [...chosen].sort(([a], [b]) => a - b);
  const position = new Map<number | null, number>(ordered.map(([candidate], index) => [candidate, index]));
  return {
    rows: rows.map((row) => row.with(column, position.get(row[column]!) ?? null)),
    candidates: ordered.map(([, division]) => division),
  };
}

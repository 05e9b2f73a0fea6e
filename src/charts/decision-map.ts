import {
  refusal,
  type ChoiceRequestDto,
  type PlanAnswerDto,
  type SweepParameterDto,
  type SweepParameterName,
} from '../plans/index.js';

/** Points of a map that nobody says anything of: fine enough for its picture, */
const RATES = 41;
const LOADS = 21;
/** and fewer where a network has so many candidates that one would wait for it. */
const MOST_EVALUATIONS = 4_000_000;
const FEWEST_POINTS = 8;
/** How far such a map goes: rates on either side of that of the request, and slowdowns of the edge. */
const RATE_FACTOR = 20;
const MOST_SLOWDOWN = 100;

/** No link is slower or faster. */
const [LEAST_RATE, MOST_RATE] = [0.000_001, 1_000_000];

const AXES: readonly SweepParameterName[] = ['uplinkRateMbps', 'edgeSlowdown'];

/** What a map goes over. Throws a `ProblemError` (`invalid-request`) for anything but rate and load. */
export function checkAxes(parameters: readonly SweepParameterDto[] | undefined): void {
  if (parameters === undefined) return;
  for (const name of AXES) {
    if (parameters.some((parameter) => parameter.name === name)) continue;
    const got = `got ${parameters.map((parameter) => parameter.name).join(' and ')}`;
    throw refusal('/parameters', got, AXES.join(' and '));
  }
}

/** Around the point of the request, where it does not say. */
export function axesAround({ link, candidateCount }: PlanAnswerDto): SweepParameterDto[] {
  const { rateMbps } = link.uplink;
  const finest = Math.sqrt(Math.min(1, MOST_EVALUATIONS / (candidateCount * RATES * LOADS)));
  const points = (most: number): number => Math.max(FEWEST_POINTS, Math.round(most * finest));
  const from = Math.max(LEAST_RATE, rateMbps / RATE_FACTOR);
  const to = Math.min(MOST_RATE, rateMbps * RATE_FACTOR);
  return [
    { name: 'uplinkRateMbps', range: { from, to, points: points(RATES), scale: 'log' } },
    { name: 'edgeSlowdown', range: { from: 1, to: MOST_SLOWDOWN, points: points(LOADS), scale: 'log' } },
  ];
}

/** A request without what only a map has. */
export function withoutAxes<Request extends ChoiceRequestDto & { parameters?: unknown }>(
  request: Request,
): Omit<Request, 'parameters'> {
  const { parameters: _, ...plan } = request;
  return plan;
}

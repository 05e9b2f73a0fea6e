import { ProblemError } from '../platform/problems/problem.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { readJson } from './json-text.js';
import { PlanToSplitDto } from './plan-to-split.dto.js';

/** The plans of an answer of POST /plans, by name: where in the answer each stands. */
const PLACES = {
  chosen: ['chosen'],
  closest: ['closest'],
  latency: ['best', 'latency'],
  deviceEnergy: ['best', 'deviceEnergy'],
  systemEnergy: ['best', 'systemEnergy'],
  deviceOnly: ['baselines', 'deviceOnly'],
  edgeOnly: ['baselines', 'edgeOnly'],
  cloudOnly: ['baselines', 'cloudOnly'],
} as const;

export const PLAN_CHOICES = Object.keys(PLACES) as (keyof typeof PLACES)[];
export type PlanChoice = keyof typeof PLACES;

/** A plan to divide a model by. */
export interface ReadPlan {
  readonly decisive: PlanToSplitDto;
  /** All that the answer says of the plan, to be recorded. */
  readonly whole: unknown;
}

/** The answer of POST /plans in JSON. Throws a `ProblemError` (`invalid-request`) that names the field at fault. */
export async function readPlan(text: string, choice: PlanChoice): Promise<ReadPlan> {
  const answer = readJson(text, 'plan', 'the answer of POST /plans');
  const whole = PLACES[choice].reduce<unknown>((value, field) => fieldOf(value, field), answer);
  if (typeof whole !== 'object' || whole === null) {
    throw new ProblemError(
      'invalid-request',
      `plan: got an answer without a plan in '${PLACES[choice].join('.')}'`,
      [
        {
          pointer: `/${PLACES[choice].join('/')}`,
          detail: `got ${whole === null ? 'null' : 'nothing'}`,
          accepted: `the answer of POST /plans; which= takes another of its plans: ${PLAN_CHOICES.join(', ')}`,
        },
      ],
    );
  }
  const network = fieldOf(answer, 'network');
  const picked = {
    networkId: fieldOf(network, 'id'),
    modelSha256: fieldOf(network, 'modelSha256'),
    inputs: fieldOf(network, 'inputs'),
    deviceLayerNames: fieldOf(whole, 'deviceLayerNames'),
    edgeLayerNames: fieldOf(whole, 'edgeLayerNames'),
    transferPrecision: fieldOf(whole, 'transferPrecision'),
  };
  const given = Object.fromEntries(Object.entries(picked).filter(([, value]) => value !== undefined));
  return { decisive: await readBody(given, PlanToSplitDto), whole };
}

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Record<string, unknown>)[field]
    : undefined;

import {
  batchOf,
  newInline,
  onnxFile,
  planById,
  rankingOf,
  sameInline,
  sweepOf,
  type Bodies,
} from './bodies.js';

/** What the bare server does with a body before it answers. */
export type Reading = 'json' | 'ndjson' | 'bytes';

const MEDIA_TYPES: Readonly<Record<Reading, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  bytes: 'application/octet-stream',
};

/** A request that is measured, in as many variants as are asked for. */
export interface Scenario {
  readonly name: string;
  readonly path: string;
  readonly reading: Reading;
  readonly bodies: () => Bodies;
  /** Clients, each with a request under way. */
  readonly clients: number;
  /** Pieces of work in a request, such as the lines of a batch. */
  readonly pieces: { readonly count: number; readonly name: string };
  /** What is wanted of the ratio to the bare server [%]. */
  readonly target?: string;
  /** Whether the latency at half of saturation is measured as well. */
  readonly isPaced?: true;
}

export const mediaTypeOf = ({ reading }: Scenario): string => MEDIA_TYPES[reading];

const ONE = { count: 1, name: 'requests/s' };
const PLANS = '/plans?candidates=none';

export const BY_ID: Scenario = {
  name: 'POST /plans by network id, ResNet-50',
  ...{ path: PLANS, reading: 'json', bodies: planById, clients: 8, pieces: ONE },
  ...{ target: '≥ 40', isPaced: true },
};

const COMPACT_BY_ID: Scenario = {
  name: 'POST /plans/compact by network id, ResNet-50',
  ...{ path: '/plans/compact', reading: 'json', bodies: planById, clients: 8, pieces: ONE },
};

export const SWEEP_POINTS = 10_000;

/** A chain in the body, the same one each time, at another rate. */
export const inlineChain = (layers: number): Scenario => ({
  name: `POST /plans inline, ${layers} layers, the same network again`,
  ...{ path: PLANS, reading: 'json', bodies: sameInline(layers), clients: 8, pieces: ONE },
});

export const SWEEP: Scenario = {
  name: `POST /plans/sweep, ${SWEEP_POINTS} points`,
  ...{ path: '/plans/sweep', reading: 'json', bodies: sweepOf(SWEEP_POINTS), clients: 1 },
  pieces: { count: SWEEP_POINTS, name: 'points/s' },
};

export const SCENARIOS: readonly Scenario[] = [
  BY_ID,
  COMPACT_BY_ID,
  inlineChain(20),
  { ...inlineChain(200), target: '≥ 25' },
  {
    name: 'POST /plans inline, 200 layers, every network new',
    ...{ path: PLANS, reading: 'json', bodies: newInline(200), clients: 8, pieces: ONE, target: '≥ 8' },
  },
  {
    name: 'POST /networks, ONNX file of 100 nodes',
    ...{ path: '/networks', reading: 'bytes', bodies: onnxFile, clients: 4, pieces: ONE },
  },
  SWEEP,
  {
    name: 'POST /rankings, 1000 candidates',
    ...{ path: '/rankings', reading: 'ndjson', bodies: rankingOf(1000), clients: 1 },
    pieces: { count: 1000, name: 'candidates/s' },
  },
  {
    name: 'POST /plans/batch, 10000 lines by network id',
    ...{ path: '/plans/batch', reading: 'ndjson', bodies: batchOf(10_000), clients: 1 },
    pieces: { count: 10_000, name: 'plans/s' },
  },
];

/** What is measured by name, in whichever process. Throws an `Error` for a name that there is none of. */
export function findScenario(name: string): Scenario {
  const chain = /^POST \/plans inline, (\d+) layers, the same network again$/.exec(name);
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  if (chain === null) throw new Error(`scenario: got '${name}', expected one of scenarios.ts`);
  return inlineChain(Number(chain[1]));
}

import {
  bitsPerSecond,
  buildChain,
  bytes,
  listCuts,
  NO_COST,
  NO_RADIO,
  seconds,
  STORED_PRECISION,
  withMeasurements,
  type Link,
  type Network,
  type SplitProblem,
  type Tier,
  type TierName,
} from '../../src/core/index.js';
import { readSharedJson } from './shared-data.js';

export const FOLDER = 'peers/scission';
/** Scission's constant size of the input. */
export const INPUT_BYTES = 150_000;

export interface Block {
  readonly first_layer: number;
  readonly last_layer: number;
  readonly latency_s: number;
  readonly output_bytes: number;
}
export interface Machine {
  readonly system: string;
  readonly models: Record<string, Block[]>;
}
export interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly ping_ms: number;
  readonly bandwidth_mbps: number;
}
export interface Job {
  readonly stats: string;
  readonly model: string;
  readonly criteria: readonly string[];
  readonly top5_exact: readonly {
    readonly line: string;
    readonly total_s: number;
    readonly transfer_s: number;
  }[];
}

export const machine = (name: string): Machine => readSharedJson(`${FOLDER}/${name}.json`);

/** The four combinations of machines that Scission compares, and what connects them. */
export interface Setting {
  readonly device: Machine;
  readonly edge: Machine;
  readonly cloud: Machine;
  readonly between: (source: Machine, destination: Machine) => Connection;
}

export function settingsOf(job: Pick<Job, 'stats'>): Setting[] {
  const connections = readSharedJson<Connection[]>(`${FOLDER}/${job.stats.replace('.csv', '.json')}`);
  const between = (source: Machine, destination: Machine): Connection =>
    connections.find((c) => c.source === source.system && c.destination === destination.system)!;
  const device = machine('device-raspi4');
  return [machine('edge-2500'), machine('edge-vm2Core')].flatMap((edge) =>
    [machine('cloud-6700k(GPU)'), machine('cloud-6700k(NoGPU)')].map((cloud) => ({
      device,
      edge,
      cloud,
      between,
    })),
  );
}

/** `-e 10`: layer 10 runs on the edge; `-d !-1`: the device runs something, and that is the first block. */
export function pinsOf(
  { criteria }: Pick<Job, 'criteria'>,
  blocks: readonly Block[],
): { block: number; tier: TierName }[] {
  const pinned: { block: number; tier: TierName }[] = [];
  for (let k = 0; k < criteria.length; k += 2) {
    const tier = { '-d': 'device', '-e': 'edge', '-c': 'cloud' }[criteria[k]!] as TierName;
    const asked = criteria[k + 1]!;
    const block = asked === '!-1' ? 0 : blocks.findIndex(({ last_layer: last }) => Number(asked) <= last);
    pinned.push({ block, tier });
  }
  return pinned;
}

export const readJobs = (): Record<string, Job> =>
  Object.fromEntries(
    Object.entries(readSharedJson<Record<string, Job>>(`${FOLDER}/expected.json`)).filter(
      ([name]) => !name.startsWith('_'),
    ),
  );

/** The problem of a setting: a chain of blocks whose tensors have the measured sizes, on three measured tiers. */
export function problemOf(
  { model }: Pick<Job, 'model'>,
  { device, edge, cloud, between }: Setting,
): SplitProblem {
  const [own, edges, clouds] = [device, edge, cloud].map(({ models }) => models[model]!);
  return {
    cuts: listCuts(chainOf(own!)),
    devices: [tierOf(own!)],
    edges: [tierOf(edges!)],
    cloud: {
      tiers: [tierOf(clouds!)],
      link: linkOf(between(edge, cloud)),
      directLink: linkOf(between(device, cloud)),
    },
    link: linkOf(between(device, edge)),
    encodings: [{ name: 'jpeg', inputBytes: [bytes(INPUT_BYTES)], encode: NO_COST }],
    precisions: [STORED_PRECISION],
    returnsResults: false,
    edgeSlowdown: 1,
    exits: [],
  };
}

const nameOf = (index: number): string => `block${index}`;

const chainOf = (blocks: readonly Block[]): Network =>
  buildChain(
    'blocks',
    { name: 'input', shape: [INPUT_BYTES], dataType: 'uint8' },
    blocks.map(({ output_bytes: size }, index) => ({
      name: nameOf(index),
      operation: {
        kind: 'custom',
        function: 'block',
        outputs: [{ shape: [size], dataType: 'uint8' }],
        macs: 0,
        weightElements: 0,
        layerClass: 'memory-bound',
      },
    })),
  );

function tierOf(blocks: readonly Block[]): Tier {
  const predicted = { standalone: new Float64Array(blocks.length), perInference: 0 };
  const measured = blocks.map(({ latency_s: latency }, index) => ({
    layers: [index],
    latency: seconds(latency),
    energy: null,
  }));
  const fusedInto = new Int32Array(blocks.length).fill(-1);
  const costs = withMeasurements({ latency: predicted, energy: null, fusedInto }, measured);
  return { costs, idlePower: null, elementBytes: 4 };
}

/** In whole bytes per second, as Scission counts [bit/s]. */
const rateOf = ({ bandwidth_mbps: rate }: Connection): number => 8 * Math.round(rate * 125_000);

/** The whole ping once a hop. */
function linkOf(connection: Connection): Link {
  const channel = { rate: bitsPerSecond(rateOf(connection)), radio: NO_RADIO };
  const roundTrip = seconds(connection.ping_ms / 1000);
  return { uplink: channel, downlink: channel, roundTrip, roundTripShare: 1 };
}

/** The body of POST /plans that asks the same. */
export function requestOf(
  job: Pick<Job, 'model' | 'criteria'>,
  { device, edge, cloud, between }: Setting,
): object {
  const [own, edges, clouds] = [device, edge, cloud].map(({ models }) => models[job.model]!);
  const pinned = pinsOf(job, own!).map(({ block, tier }) => ({ layer: nameOf(block), tier }));
  return {
    network: writtenNetwork(own!),
    inputEncodings: [{ name: 'jpeg', bytes: INPUT_BYTES }],
    device: writtenTier(own!),
    edge: writtenTier(edges!),
    cloud: writtenTier(clouds!),
    link: writtenLink(between(device, edge)),
    backhaul: writtenLink(between(edge, cloud)),
    directLink: writtenLink(between(device, cloud)),
    returnsResults: false,
    ...(pinned.length > 0 && { constraints: { pinned } }),
  };
}

const writtenNetwork = (blocks: readonly Block[]) => ({
  inputs: [{ shape: [INPUT_BYTES], dataType: 'uint8' }],
  layers: blocks.map(({ output_bytes: size }, index) => ({
    kind: 'custom',
    name: nameOf(index),
    function: 'block',
    outputTypes: [{ shape: [size], dataType: 'uint8' }],
    macs: 0,
    weights: 0,
  })),
});

const writtenTier = (blocks: readonly Block[]) => ({
  measurements: blocks.map(({ latency_s: latency }, index) => ({
    layers: [nameOf(index)],
    latencyMs: latency * 1e3,
  })),
});

const writtenLink = (connection: Connection) => ({
  uplink: { rateMbps: rateOf(connection) / 1e6 },
  roundTripMs: connection.ping_ms,
  roundTripShare: 1,
});

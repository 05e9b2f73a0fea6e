import {
  bitsPerSecond,
  buildChain,
  bytes,
  evaluateAll,
  listCuts,
  NO_COST,
  NO_RADIO,
  ranking,
  seconds,
  STORED_PRECISION,
  withMeasurements,
  type Constraints,
  type Evaluation,
  type Link,
  type Network,
  type PinnedLayer,
  type Tier,
  type TierName,
} from '../../src/core/index.js';
import { describeWithData, readSharedJson } from '../support/shared-data.js';

const FOLDER = 'peers/scission';
/** Scission's constant size of the input. */
const INPUT_BYTES = 150_000;

interface Block {
  readonly first_layer: number;
  readonly last_layer: number;
  readonly latency_s: number;
  readonly output_bytes: number;
}
interface Machine {
  readonly system: string;
  readonly models: Record<string, Block[]>;
}
interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly ping_ms: number;
  readonly bandwidth_mbps: number;
}
interface Job {
  readonly stats: string;
  readonly model: string;
  readonly criteria: readonly string[];
  readonly top5_exact: readonly {
    readonly line: string;
    readonly total_s: number;
    readonly transfer_s: number;
  }[];
}

const machine = (name: string): Machine => readSharedJson(`${FOLDER}/${name}.json`);

/** A chain of blocks whose tensors have the measured sizes. */
const chainOf = (blocks: readonly Block[]): Network =>
  buildChain(
    'blocks',
    { name: 'input', shape: [INPUT_BYTES], dataType: 'uint8' },
    blocks.map(({ output_bytes: size }, index) => ({
      name: `block${index}`,
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

/** The whole ping once a hop; rates in whole bytes per second. */
function linkOf({ ping_ms: ping, bandwidth_mbps: rate }: Connection): Link {
  const channel = { rate: bitsPerSecond(8 * Math.round(rate * 125_000)), radio: NO_RADIO };
  return { uplink: channel, downlink: channel, roundTrip: seconds(ping / 1000), roundTripShare: 1 };
}

/** `-e 10`: layer 10 runs on the edge; `-d !-1`: the device runs something, and that is the first block. */
function constraintsOf({ criteria }: Job, blocks: readonly Block[]): Constraints {
  const pinned: PinnedLayer[] = [];
  for (let k = 0; k < criteria.length; k += 2) {
    const tier = { '-d': 'device', '-e': 'edge', '-c': 'cloud' }[criteria[k]!] as TierName;
    const asked = criteria[k + 1]!;
    const layer = asked === '!-1' ? 0 : blocks.findIndex(({ last_layer: last }) => Number(asked) <= last);
    pinned.push({ layer, tier });
  }
  return { pinned };
}

/** Scission's name for a candidate: the layers that each machine runs. */
function describeCandidate(
  { first, second }: Evaluation,
  k: number,
  { blocks, names }: { blocks: readonly Block[]; names: readonly string[] },
): string {
  const bounds = [0, first[k]!, second[k]!, blocks.length];
  return ['Device', 'Edge', 'Cloud']
    .map((tier, index) => {
      const [start, end] = [bounds[index]!, bounds[index + 1]!];
      if (start !== end) {
        return `${tier}(${names[index]}) = ${blocks[start]!.first_layer} - ${blocks[end - 1]!.last_layer}`;
      }
      return `${tier}(${index === 0 ? names[0] : 'None'}) = -1 - -1`;
    })
    .join(', ');
}

function topFive(job: Job): { configuration: string; latency: number; transfer: number }[] {
  const connections = readSharedJson<Connection[]>(`${FOLDER}/${job.stats.replace('.csv', '.json')}`);
  const between = (source: string, destination: string): Link =>
    linkOf(connections.find((c) => c.source === source && c.destination === destination)!);
  const device = machine('device-raspi4');
  const blocks = device.models[job.model]!;
  const cuts = listCuts(chainOf(blocks));
  const found = new Map<string, { latency: number; transfer: number }>();
  for (const edge of [machine('edge-2500'), machine('edge-vm2Core')]) {
    for (const cloud of [machine('cloud-6700k(GPU)'), machine('cloud-6700k(NoGPU)')]) {
      const evaluation = evaluateAll({
        cuts,
        devices: [tierOf(blocks)],
        edges: [tierOf(edge.models[job.model]!)],
        cloud: {
          tiers: [tierOf(cloud.models[job.model]!)],
          link: between(edge.system, cloud.system),
          directLink: between(device.system, cloud.system),
        },
        link: between(device.system, edge.system),
        encodings: [{ name: 'jpeg', inputBytes: [bytes(INPUT_BYTES)], encode: NO_COST }],
        precisions: [STORED_PRECISION],
        returnsResults: false,
        edgeSlowdown: 1,
        exits: [],
      })!;
      const names = [device, edge, cloud].map(({ system }) => system);
      for (const k of ranking(evaluation, 'latency', constraintsOf(job, blocks))) {
        const compute = [device, edge, cloud].reduce((sum, { models }, tier) => {
          const bounds = [0, evaluation.first[k]!, evaluation.second[k]!, blocks.length];
          const own = models[job.model]!.slice(bounds[tier], bounds[tier + 1]);
          return own.reduce((total, { latency_s: latency }) => total + latency, sum);
        }, 0);
        const latency = evaluation.latency[k]!;
        found.set(describeCandidate(evaluation, k, { blocks, names }), {
          latency,
          transfer: latency - compute,
        });
      }
    }
  }
  return [...found]
    .map(([configuration, figures]) => ({ configuration, ...figures }))
    .sort((a, b) => a.latency - b.latency)
    .slice(0, 5);
}

describeWithData('Scission', `${FOLDER}/expected.json`, () => {
  const expected = readSharedJson<Record<string, Job>>(`${FOLDER}/expected.json`);
  const jobs = Object.keys(expected).filter((name) => !name.startsWith('_'));

  it('has eight jobs', () => {
    expect(jobs).toHaveLength(8);
  });

  it.each(jobs)('prints the same five best configurations with the same totals: %s', (name) => {
    const job = expected[name]!;
    const found = topFive(job);
    // `9.0106s - 2.4087MB - Device(...) = ...`
    expect(found.map(({ configuration }) => configuration)).toEqual(
      job.top5_exact.map(({ line }) => line.split(' - ').slice(2).join(' - ')),
    );
    job.top5_exact.forEach(({ total_s: total, transfer_s: transfer }, k) => {
      expect(Math.abs(found[k]!.latency - total)).toBeLessThan(1e-9);
      expect(Math.abs(found[k]!.transfer - transfer)).toBeLessThan(1e-9);
    });
  });
});

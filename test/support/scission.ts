import type { TierName } from '../../src/core/index.js';
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

export function settingsOf(job: Job): Setting[] {
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
export function pinsOf({ criteria }: Job, blocks: readonly Block[]): { block: number; tier: TierName }[] {
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

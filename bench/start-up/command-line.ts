import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Row, Settings } from '../harness/suite.js';

const PROGRAM = 'dist/src/program/cutpoint.js';
const BOARDS = ['--device', 'raspberry-pi-4b', '--edge', 'server-nvidia-t4', '--rate', '50'];

const LINES: Readonly<Record<string, readonly string[]>> = {
  'cutpoint --version': ['--version'],
  'cutpoint plan resnet-50': ['plan', 'resnet-50', ...BOARDS, '--json'],
};

/** Seconds that the command line takes from its start to its end. */
export async function commandLineRows({ rounds }: Settings): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, arguments_] of Object.entries(LINES)) {
    const values: number[] = [];
    for (let round = 0; round < rounds; round++) values.push(await secondsOf(arguments_));
    rows.push({ what, unit: 's', values });
  }
  return rows;
}

async function secondsOf(arguments_: readonly string[]): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...arguments_], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`cutpoint ${arguments_.join(' ')}: ended with ${code}, expected 0`);
  return (performance.now() - begin) / 1e3;
}

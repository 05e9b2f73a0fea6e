import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

/** Linux counts the time of processes in hundredths of a second, whatever its timer. */
const TICKS_PER_SECOND = 100;

const hasTaskset = (): boolean => {
  try {
    execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Whether a process can be bound to a core of its own beside another one. */
export const canSeparate = availableParallelism() > 1 && hasTaskset();

/** What a process is started through, so that it stays on one core. */
export const onCore = (core: 0 | 1): readonly string[] =>
  canSeparate ? ['taskset', '-c', String(core)] : [];

/** Binds all threads of this process to a core while it works as a client of a server on another one. */
export async function stayingOnCore<Result>(core: 0 | 1, work: () => Promise<Result>): Promise<Result> {
  const bind = (cores: string): void => {
    if (canSeparate)
      execFileSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)], { stdio: 'ignore' });
  };
  bind(String(core));
  try {
    return await work();
  } finally {
    bind(`0-${availableParallelism() - 1}`);
  }
}

/** What a report says of where its processes ran. */
export const separationNote = canSeparate
  ? 'Server on core 0, load generator on core 1.'
  : 'Server and load generator shared their cores: there is one core only, or no taskset.';

/** Seconds that all threads of a process have computed, in user and system mode. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process [MB of 10^6 bytes]. */
export function residentMegabytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
  return (Number(kibibytes) * 1024) / 1e6;
}

/** Starts a script of the benchmarks on a core; its errors are seen. */
export function startScript(script: URL, parameters: readonly string[], core: 0 | 1): ChildProcess {
  const [program, ...arguments_] = [...onCore(core), process.execPath, script.pathname, ...parameters];
  return spawn(program!, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The first line that a process writes. Throws an `Error` for one that ends without. */
export const firstLineOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`${child.spawnargs.join(' ')}: ended with ${code} before it said anything`));
    });
    createInterface({ input: child.stdout! }).once('line', resolve);
  });

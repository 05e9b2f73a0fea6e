import { performance } from 'node:perf_hooks';
import type { ServiceDatabase } from '../../test/support/database.js';
import { startTestService } from '../../test/support/service.js';
import { processorSeconds } from '../harness/processes.js';
import type { Row, Settings } from '../harness/suite.js';

interface Start {
  readonly seconds: number;
  /** Seconds that it computed; others who use the machine weigh less on them. */
  readonly processorSeconds: number;
}

/** Seconds that a start takes, one a round, each on the database that `create` gives. */
export async function startRows(
  where: string,
  { rounds }: Settings,
  { target, isKept = false }: { readonly target?: string; readonly isKept?: boolean },
  create: () => Promise<ServiceDatabase>,
): Promise<Row[]> {
  if (isKept) await startOn(await create()); // the first one plants what the others find
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) starts.push(await startOn(await create()));
  const what = `start, ${where}`;
  return [
    { what, unit: 's', values: starts.map((own) => own.seconds), ...(target !== undefined && { target }) },
    { what: '  of processor time', unit: 's', values: starts.map((own) => own.processorSeconds) },
  ];
}

async function startOn(database: ServiceDatabase): Promise<Start> {
  try {
    const begin = performance.now();
    const service = await startTestService(database.environment);
    const { status } = await fetch(`${service.url}/health/ready`);
    const seconds = (performance.now() - begin) / 1e3;
    const computed = processorSeconds(service.pid);
    await service.stop();
    if (status !== 200) throw new Error(`/health/ready: got ${status}, expected 200`);
    return { seconds, processorSeconds: computed };
  } finally {
    await database.drop();
  }
}

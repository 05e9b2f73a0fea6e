import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceDatabase } from '../../test/support/database.js';
import { separationNote } from '../harness/processes.js';
import { joined, type Outcome, type Settings, type Suite } from '../harness/suite.js';
import { commandLineRows } from './command-line.js';
import { memoryRows } from './memory.js';
import { startRows } from './starts.js';

async function run(settings: Settings): Promise<Outcome> {
  return joined([
    await embedded(settings),
    await onServer(settings),
    { rows: await commandLineRows(settings), notes: [separationNote] },
  ]);
}

async function embedded(settings: Settings): Promise<Outcome> {
  const fresh = await startRows('embedded, fresh folder', settings, { target: '≤ 5' }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cutpoint-bench-'));
    return { environment: inFolder(folder), drop: () => rm(folder, { recursive: true }) };
  });
  const folder = await mkdtemp(join(tmpdir(), 'cutpoint-bench-'));
  try {
    const kept = { environment: inFolder(folder), drop: () => Promise.resolve() };
    const again = await startRows(
      'embedded, existing folder',
      settings,
      { target: '≤ 3', isKept: true },
      () => Promise.resolve(kept),
    );
    const memory = await memoryRows('embedded', kept.environment, settings, '≤ 250');
    return { rows: [...fresh, ...again, ...memory], notes: [] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const inFolder = (folder: string): Record<string, string> => ({ DATABASE_FOLDER: folder, DATABASE_URL: '' });

async function onServer(settings: Settings): Promise<Outcome> {
  if ((process.env.DATABASE_URL ?? '') === '') {
    return {
      rows: [],
      notes: ['with a PostgreSQL server: skipped; set DATABASE_URL to one where databases can be made'],
    };
  }
  const empty = await startRows('PostgreSQL server, empty database', settings, {}, createServiceDatabase);
  const database = await createServiceDatabase();
  const { environment } = database;
  try {
    const kept = { environment, drop: () => Promise.resolve() };
    const again = await startRows('PostgreSQL server', settings, { target: '≤ 1.5', isKept: true }, () =>
      Promise.resolve(kept),
    );
    return {
      rows: [...empty, ...again, ...(await memoryRows('PostgreSQL server', environment, settings, '≤ 150'))],
      notes: [],
    };
  } finally {
    await database.drop();
  }
}

export const startUpSuite: Suite = {
  summary: 'from the start of the process to the first answer of /health/ready, and the memory it then keeps',
  run,
};

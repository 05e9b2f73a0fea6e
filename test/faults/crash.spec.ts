import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ADMIN_KEY } from '../support/administrator.js';
import { createServiceDatabase } from '../support/database.js';
import { createPostgresCluster, hasPostgres } from '../support/postgres-cluster.js';
import { startTestService, type TestService } from '../support/service.js';
import { faultsAfterCrash, writeUntilGone, type Write } from '../support/writer.js';

const ROUNDS = 20;
const CLIENTS = 4;

/** A moment for the crash: different in every round, the same in every run. */
const momentOf = (round: number): number => 100 + ((round * 137) % 400);

/** Writes with several clients until `crash`, again and again; gives what was asked, and what was found wrong. */
async function crashAgainAndAgain({
  start,
  crash,
}: {
  readonly start: () => Promise<TestService>;
  readonly crash: (service: TestService) => Promise<void>;
}): Promise<{ acknowledged: number; open: number; faults: string[] }> {
  const all: Write[] = [];
  const faults: string[] = [];
  let service = await start();
  for (let round = 0; round < ROUNDS; round++) {
    const writing = Array.from({ length: CLIENTS }, (_, client) => writeUntilGone(service, round, client));
    await setTimeout(momentOf(round));
    await crash(service);
    const writes = (await Promise.all(writing)).flat();
    service = await start();
    faults.push(...(await faultsAfterCrash(service, writes)));
    all.push(...writes);
  }
  await service.stop();
  const acknowledged = all.filter(({ status }) => status === 201).length;
  return { acknowledged, open: all.length - acknowledged, faults };
}

const kill = async (service: TestService): Promise<void> => {
  process.kill(service.pid, 'SIGKILL');
  await service.ended;
};

describe('kill -9 in the middle of writes', () => {
  it('of a service with the embedded database loses nothing that was acknowledged, and leaves nothing half-written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cutpoint-crash-'));
    const environment = { ADMIN_KEY, DATABASE_URL: '', DATABASE_FOLDER: folder };
    let rounds = 0;
    const outcome = await crashAgainAndAgain({
      start: () => startTestService(environment),
      crash: async (service) => {
        await kill(service);
        // Its lock goes stale by itself within seconds, which the first rounds wait for; the others save that time.
        if (++rounds > 2) await rm(`${folder}.lock`, { recursive: true });
      },
    });
    console.log('embedded:', { ...outcome, faults: outcome.faults.length });
    expect(outcome.faults).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(ROUNDS);
    await rm(folder, { recursive: true, force: true });
  }, 400_000);

  const onServer = process.env.DATABASE_URL ? it : it.skip;
  onServer(
    'of a service on PostgreSQL loses nothing either',
    async () => {
      const database = await createServiceDatabase();
      const environment = { ADMIN_KEY, ...database.environment };
      const outcome = await crashAgainAndAgain({ start: () => startTestService(environment), crash: kill });
      console.log('service on PostgreSQL:', { ...outcome, faults: outcome.faults.length });
      expect(outcome.faults).toEqual([]);
      expect(outcome.acknowledged).toBeGreaterThan(ROUNDS);
      await database.drop();
    },
    400_000,
  );

  const withCluster = process.env.DATABASE_URL && hasPostgres ? it : it.skip;
  withCluster(
    'of PostgreSQL itself loses nothing, while the service lives through it',
    async () => {
      const cluster = await createPostgresCluster();
      try {
        await cluster.start();
        const service = await startTestService({ ADMIN_KEY, DATABASE_URL: cluster.url });
        const outcome = await crashAgainAndAgain({
          start: async () => {
            const response = await fetch(`${service.url}/health/ready`);
            if (response.status !== 200) {
              await cluster.start();
              await setTimeout(600); // longer than the database is taken to be away
            }
            return service;
          },
          crash: () => cluster.kill(),
        });
        console.log('PostgreSQL:', { ...outcome, faults: outcome.faults.length });
        expect(outcome.faults).toEqual([]);
        expect(outcome.acknowledged).toBeGreaterThan(ROUNDS);
      } finally {
        await cluster.remove();
      }
    },
    400_000,
  );
});

describe('an embedded database whose files are damaged', () => {
  it('is left as it is, and the last checkpoint is offered and can be gone back to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cutpoint-damage-'));
    const environment = { ADMIN_KEY, DATABASE_URL: '', DATABASE_FOLDER: folder };
    const first = await startTestService(environment);
    const before = await (await fetch(`${first.url}/boards`)).json();
    await first.stop();
    await (await startTestService(environment)).stop(); // each start that opens takes a checkpoint
    const control = join(folder, 'postgres', 'global', 'pg_control');
    await writeFile(control, 'damaged');
    await expect(startTestService(environment)).rejects.toThrow(
      /the database does not open .* left as it is\. To go on, start once with RESTORE_CHECKPOINT=true .* 20\d\d-/,
    );
    expect(await readFile(control, 'utf8')).toBe('damaged');
    const restored = await startTestService({ ...environment, RESTORE_CHECKPOINT: 'true' });
    expect(await (await fetch(`${restored.url}/boards`)).json()).toEqual(before);
    await restored.stop();
    const kept = (await readdir(folder)).find((name) => name.startsWith('postgres.damaged-'))!;
    expect(await readFile(join(folder, kept, 'global', 'pg_control'), 'utf8')).toBe('damaged');
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
});

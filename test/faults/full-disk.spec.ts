import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { ADMIN_KEY, asAdministrator, codeOf } from '../support/administrator.js';
import { createPostgresCluster, hasPostgres } from '../support/postgres-cluster.js';
import { json, startTestService, type TestService } from '../support/service.js';
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { faultsAfterCrash, send, type Write } from '../support/writer.js';

if (noSmallDisk !== null) console.warn(`tests of a full disk are skipped: ${noSmallDisk}`);
const onSmallDisk = noSmallDisk === null ? it : it.skip;
const onServer = noSmallDisk === null && process.env.DATABASE_URL && hasPostgres ? it : it.skip;

const MB = 2 ** 20;
/** Less than a segment of the log of PostgreSQL (16 MB), which has to be made in the middle of the writes. */
const ROOM = 14 * MB;
const PROBLEMS = { 503: 'database-unavailable', 507: 'storage-full' } as const;

/** A network of some 300 kB that no compression makes smaller; the same for the same number. */
const bulkyNetwork = (seed: number) => ({
  name: `bulk-${seed}`,
  inputs: [{ shape: [1, 3] }],
  layers: Array.from({ length: 1_000 }, (_, layer) => ({
    kind: 'activation',
    function: 'relu',
    name: createHash('shake256', { outputLength: 225 }).update(`${seed}-${layer}`).digest('base64'),
  })),
});

/** What was asked of a service, and what it answered. */
class Log {
  readonly links: Write[] = [];
  readonly networks: string[] = [];
  readonly refusals: string[] = [];
  private count = 0;

  /** A link and a network, one after the other; whether both were stored. */
  async write(service: TestService): Promise<boolean> {
    const write: Write = { id: `disk-${this.count}`, idempotencyKey: randomUUID(), status: null };
    this.links.push(write);
    write.status = await send(service, write);
    if (write.status !== 201) this.refusals.push(String(write.status));
    const response = await service.post('/networks', bulkyNetwork(this.count++));
    const answer = await json(response);
    if (response.status === 201) this.networks.push(answer.id as string);
    else this.refusals.push(`${response.status} ${codeOf(answer)}`);
    return write.status === 201 && response.status === 201;
  }

  /** What of all that was acknowledged is not there, or is there by halves. */
  async faults(service: TestService): Promise<string[]> {
    const faults = await faultsAfterCrash(service, this.links);
    for (const id of this.networks) {
      const response = await fetch(`${service.url}/networks/${id}/layers`, { headers: asAdministrator });
      const { layers } = await json(response);
      if (response.status !== 200 || layers.length !== 1_000) faults.push(`network ${id} is lost`);
    }
    return faults;
  }
}

/** Fills the disk under a service that writes, gives the room back, and says what came of it. */
async function fillUp(service: TestService, disk: SmallDisk, help: () => Promise<void>) {
  const log = new Log();
  await log.write(service);
  await disk.leave(ROOM);
  for (let round = 0; round < 200 && (await log.write(service)); round++);
  for (let round = 0; round < 4; round++) await log.write(service);
  await disk.leave(0);
  for (let round = 0; round < 4; round++) await log.write(service);
  const isAlive = (await fetch(`${service.url}/health/live`)).status === 200;
  const acknowledged = log.networks.length;
  const refusals = [...new Set(log.refusals)];
  await disk.free();
  await help();
  const begin = performance.now();
  while (!(await log.write(service))) {
    if (performance.now() - begin > 20_000) throw new Error(`no write is accepted: ${service.output()}`);
    await setTimeout(100);
  }
  return { log, refusals, acknowledged, isAlive, recoveredMs: performance.now() - begin };
}

const REFUSALS = new Set(Object.entries(PROBLEMS).flatMap(([status, code]) => [status, `${status} ${code}`]));

function expectNoHarm({ refusals, acknowledged, isAlive, recoveredMs }: Awaited<ReturnType<typeof fillUp>>) {
  expect(refusals.filter((refusal) => !REFUSALS.has(refusal))).toEqual([]);
  expect(refusals).toContain(`507 ${PROBLEMS[507]}`);
  expect(acknowledged).toBeGreaterThan(3);
  expect(isAlive).toBe(true);
  expect(recoveredMs).toBeLessThan(10_000);
}

describe('a full disk', () => {
  onSmallDisk(
    'at a first start is told, and leaves nothing in the way of the next one',
    async () => {
      const disk = mountSmallDisk(400 * MB);
      const folder = `${disk.folder}/data`;
      const start = () => startTestService({ ADMIN_KEY, DATABASE_URL: '', DATABASE_FOLDER: folder });
      try {
        await disk.leave(10 * MB);
        await expect(start()).rejects.toThrow(/data folder .*: no database could be made in it \(ENOSPC/);
        expect((await readdir(folder)).filter((name) => name.startsWith('postgres'))).toEqual([]);
        await disk.free();
        const service = await start();
        expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
        await service.stop();
      } finally {
        disk.remove();
      }
    },
    60_000,
  );

  onSmallDisk(
    'under the embedded database is told (507, 503), harms nothing, and is got over without a new start',
    async () => {
      const disk = mountSmallDisk(400 * MB);
      const environment = { ADMIN_KEY, DATABASE_URL: '', DATABASE_FOLDER: `${disk.folder}/data` };
      const services = [await startTestService(environment)];
      try {
        const outcome = await fillUp(services[0]!, disk, () => Promise.resolve());
        const { log, ...figures } = outcome;
        console.log('embedded:', figures);
        expectNoHarm(outcome);
        expect(await log.faults(services[0]!)).toEqual([]);
        process.kill(services[0]!.pid, 'SIGKILL');
        await services[0]!.ended;
        services.push(await startTestService(environment));
        expect(await log.faults(services[1]!)).toEqual([]);
      } finally {
        await services.at(-1)!.stop();
        disk.remove();
      }
    },
    200_000,
  );

  onServer(
    'under PostgreSQL is told, harms nothing, and is got over by the service as soon as PostgreSQL is back',
    async () => {
      const disk = mountSmallDisk(150 * MB);
      const cluster = await createPostgresCluster(disk.folder);
      await cluster.start();
      const service = await startTestService({ ADMIN_KEY, DATABASE_URL: cluster.url });
      try {
        const outcome = await fillUp(service, disk, async () => {
          // A server that could not write its log ends; whoever runs it starts it again.
          if (!cluster.isRunning()) await cluster.start();
        });
        const { log, ...figures } = outcome;
        console.log('PostgreSQL:', figures);
        expectNoHarm(outcome);
        expect(await log.faults(service)).toEqual([]);
        await cluster.kill();
        await cluster.start();
        await setTimeout(600); // longer than the database is taken to be away
        expect(await log.faults(service)).toEqual([]);
      } finally {
        await service.stop();
        if (cluster.isRunning()) await cluster.kill();
        disk.remove();
      }
    },
    200_000,
  );

  onSmallDisk(
    'under models that wait to be divided is told (507), and is got over',
    async () => {
      const disk = mountSmallDisk(4 * MB);
      const service = await startTestService({ ADMIN_KEY, TMPDIR: disk.folder });
      const divide = async () => {
        const form = new FormData();
        form.append('boundary', 'x');
        form.append('model', new Blob([new Uint8Array(2 * MB)]));
        const response = await fetch(`${service.url}/splits`, { method: 'POST', body: form });
        return { status: response.status, code: codeOf(await json(response)) };
      };
      try {
        await disk.leave(MB);
        expect(await divide()).toEqual({ status: 507, code: 'storage-full' });
        await disk.free();
        expect(await divide()).toEqual({ status: 422, code: 'malformed-file' });
      } finally {
        await service.stop();
        disk.remove();
      }
    },
    60_000,
  );
});

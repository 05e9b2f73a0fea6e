import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { json, startTestService } from '../support/service.js';

const dist = fileURLToPath(new URL('../../dist/src/', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutpoint-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Always the embedded database, whatever the other tests run on. */
const embedded = () => ({ DATABASE_URL: '', DATABASE_FOLDER: folder });

describe('the service', () => {
  it('says where it is and prints a line that plans AlexNet when it is pasted', async () => {
    const service = await startTestService();
    const output = service.output();
    expect(output).toContain(`API         ${service.url}`);
    expect(output).toContain(`Swagger UI  ${service.url}/docs`);
    const line = output.split('\n').find((candidate) => candidate.startsWith('curl '))!;
    const { stdout } = await promisify(execFile)('bash', ['-c', line]);
    expect(JSON.parse(stdout).network).toMatchObject({ name: 'alexnet', macs: 714_188_480 });
    await service.stop();
  }, 60_000);

  it('keeps the data of its first start, and stops with exit code 0', async () => {
    const first = await startTestService(embedded());
    expect(await first.stop()).toBe(0);
    await rename(folder, 'Kept');
    const second = await startTestService(embedded());
    const board = await json(await fetch(`${second.url}/boards/jetson-tx2`));
    expect(board.name).toBe('Kept');
    expect(board.coefficientSets.length).toBeGreaterThan(0);
    expect(await second.stop()).toBe(0);
  }, 60_000);

  it('makes a key for the administrator on its first start, which only its owner reads and which it shows nowhere else', async () => {
    const first = await startTestService({ ...embedded(), ADMIN_KEY: '' });
    const file = join(folder, 'admin-key');
    expect(first.output()).toContain(`Admin key   ${file}`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const key = (await readFile(file, 'utf8')).trim();
    expect(Buffer.from(key.split('_').slice(2).join('_'), 'base64url')).toHaveLength(32);
    expect(first.output()).not.toContain(key);
    const authorization = `Bearer ${key}`;
    const remove = (url: string, path: string) =>
      fetch(url + path, { method: 'DELETE', headers: { authorization, 'if-match': '*' } });
    expect((await remove(first.url, '/links/lte')).status).toBe(204);
    await first.stop();
    await rm(file);
    const second = await startTestService({ ...embedded(), ADMIN_KEY: '' });
    expect(second.output()).not.toContain('Admin key');
    // the same key; and what was deleted does not come back with the seeds
    expect((await remove(second.url, '/links/lte')).status).toBe(404);
    expect((await remove(second.url, '/links/ethernet')).status).toBe(204);
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
    await second.stop();
  }, 60_000);

  it('refuses a data folder that another process uses, and says so', async () => {
    const first = await startTestService(embedded());
    await expect(startTestService(embedded())).rejects.toThrow(/in use by another process.*DATABASE_FOLDER/);
    await first.stop();
  }, 60_000);

  it.each([
    [{ PORT: 'eighty' }, /PORT: got 'eighty', expected an integer from 0 to 65535/],
    [{ ADMIN_KEY: 'secret' }, /ADMIN_KEY: expected at least 32/],
    [{ PLANNING_ACCESS: 'closed' }, /PLANNING_ACCESS: got 'closed', expected open or keys/],
    [{ DATABASE_URL: 'mysql://user:secret@host/db' }, /DATABASE_URL: expected postgres:\/\//],
  ])('refuses the configuration %j without repeating secrets', async (environment, message) => {
    const child = spawn(process.execPath, [join(dist, 'program/main.js')], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(complaint).toMatch(message);
    expect(complaint).not.toContain('secret');
  });

  it('serves the Swagger UI and the description of the API', async () => {
    const service = await startTestService();
    const page = await fetch(`${service.url}/docs`);
    expect(page.headers.get('content-type')).toMatch(/html/);
    const document = await json(await fetch(`${service.url}/openapi.json`));
    expect(Object.keys(document.paths)).toContain('/plans');
    await service.stop();
  }, 60_000);
});

/** Renames a board in the database of a service that has stopped, as its administrator might. */
async function rename(dataFolder: string, name: string): Promise<void> {
  const script = `
    const { openEmbeddedDatabase } = await import('file://${dist}database/embedded-database.js');
    const { default: pg } = await import('pg');
    const database = await openEmbeddedDatabase(process.argv[1]);
    const { host, port, username: user, database: name } = database.options;
    const client = new pg.Client({ host, port, user, database: name });
    await client.connect();
    await client.query("INSERT INTO board_version SELECT board_id, 2, $1, memory_bytes, memory_source, " +
      "memory_bandwidth_bytes_per_s, memory_bandwidth_source, peak_rates, idle_power_w, idle_power_source, " +
      "power_modes, power_modes_source FROM board_version WHERE board_id = 'jetson-tx2'", [process.argv[2]]);
    await client.query("UPDATE board SET version = 2 WHERE id = 'jetson-tx2'");
    await client.end();
    await database.close();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dataFolder, name]);
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import {
  PROBLEM_CODES,
  PROBLEM_MEDIA_TYPE,
  problemType,
  statusOf,
  type ProblemCode,
} from '../../src/platform/problems/problem.js';
import { ADMIN_KEY, asAdministrator } from '../support/administrator.js';
import { Contract, PROBLEM } from '../support/contract.js';
import { createServiceDatabase, type ServiceDatabase } from '../support/database.js';
import { PROBLEM_CASES } from '../support/problem-cases.js';
import { operationsOf, type ApiDocument } from '../support/random-requests.js';
import { startTestService, type TestService } from '../support/service.js';

const document = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as ApiDocument;
const contract = new Contract(document);
const operations = operationsOf(document);

/** Whether an operation's entry in the description names the problem under its status. */
function isDescribed(name: string, code: ProblemCode): boolean {
  const operation = operations.find(({ method, path }) => `${method} ${path}` === name)!;
  const content = operation.responses[String(statusOf(code))]?.content?.[PROBLEM_MEDIA_TYPE];
  return content?.examples?.[code] !== undefined;
}

/** A problem document, as described, of this code. */
async function expectProblem(response: Response, code: ProblemCode): Promise<void> {
  const text = await response.text();
  expect({ status: response.status, text }).toEqual({
    status: statusOf(code),
    text: expect.stringContaining(problemType(code)),
  });
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
  expect(contract.mismatch(PROBLEM, text)).toBeNull();
  expect(JSON.parse(text)).toMatchObject({ type: problemType(code), status: response.status });
}

/** A problem that an operation answers with, and whose description says that it may. */
async function expectDescribed(response: Response, code: ProblemCode): Promise<void> {
  await expectProblem(response, code);
  const found = PROBLEM_CASES[code];
  if (!('operation' in found) || found.operation === null) return;
  const { operation } = found;
  expect({ operation, code, isDescribed: isDescribed(operation, code) }).toMatchObject({ isDescribed: true });
}

/** A request whose body is kept back until it is finished. */
function hold({ url }: TestService): { finish: () => void; answer: Promise<Response> } {
  let finish!: () => void;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(' '));
      finish = () => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(ALEXNET_OVER_WIFI)));
        controller.close();
      };
    },
  });
  const headers = { 'content-type': 'application/json' };
  return { finish, answer: fetch(`${url}/plans`, { method: 'POST', headers, body, duplex: 'half' }) };
}

/** Asks until the answer is what is waited for. */
async function until(
  ask: () => Promise<Response>,
  isIt: (response: Response) => boolean | Promise<boolean>,
): Promise<Response> {
  for (;;) {
    const response = await ask();
    if (await isIt(response.clone())) return response;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isOf =
  (code: ProblemCode) =>
  async (response: Response): Promise<boolean> =>
    (await response.text()).includes(problemType(code));

const running: TestService[] = [];

async function start(environment: Record<string, string>): Promise<TestService> {
  const service = await startTestService({ ADMIN_KEY, ...environment });
  running.push(service);
  return service;
}

afterAll(() => Promise.all(running.map((service) => service.stop())));

const cases = PROBLEM_CODES.map((code) => [code, PROBLEM_CASES[code]] as const);

describe('every code of a problem', () => {
  it('has a case, and no case is of another', () => {
    expect(Object.keys(PROBLEM_CASES).sort()).toEqual([...PROBLEM_CODES].sort());
  });

  it.each(cases.flatMap(([code, found]) => ('spec' in found ? [[code, found.spec] as const] : [])))(
    '%s is shown by %s',
    (code, spec) => {
      expect(readFileSync(spec, 'utf8')).toContain(code);
    },
  );

  it.each(cases.flatMap(([code, found]) => ('forestalled' in found ? [[code] as const] : [])))(
    '%s, which no request leads to, is in no description',
    (code) => {
      expect(JSON.stringify(document)).not.toContain(problemType(code));
    },
  );
});

describe('a problem is answered as described', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await start({ MODEL_MEMORY_LIMIT_BYTES: '100000' });
  }, 60_000);

  it.each(cases.flatMap(([code, found]) => ('send' in found ? [[code, found] as const] : [])))(
    '%s',
    async (code, { send }) => {
      await expectDescribed(await send(service), code);
    },
  );
});

describe('a problem of the state of the service is answered as described', () => {
  const boards = ({ url }: TestService, headers = {}) => fetch(`${url}/boards`, { headers });

  /** One request is worked on and one waits, for less time than it takes; of one client there is but one. */
  const NARROW = {
    ...{ CONCURRENCY_LIMIT: '1', QUEUE_LIMIT: '1', CLIENT_REQUEST_LIMIT: '1', QUEUE_TIMEOUT_MS: '100' },
    FAILED_ATTEMPT_LIMIT: '1000',
  };
  const another = { authorization: 'Bearer of another client' };

  it('too-many-requests, overloaded and time-exceeded, where there is as much to do as may be', async () => {
    const service = await start({ ...NARROW, REQUEST_TIME_LIMIT_MS: '4000' });
    const held = hold(service);
    await expectDescribed(await until(() => boards(service, another), isOf('overloaded')), 'overloaded');
    await expectDescribed(await boards(service), 'too-many-requests');
    await expectDescribed(await held.answer, 'time-exceeded');
  });

  it('too-many-failures, where an address showed keys that do not hold', async () => {
    const service = await start({ FAILED_ATTEMPT_LIMIT: '1' });
    const guess = () => boards(service, { authorization: 'Bearer guessed' });
    expect((await guess()).status).toBe(401);
    await expectDescribed(await guess(), 'too-many-failures');
  });

  it('stopping, while requests under way are finished', async () => {
    const service = await start(NARROW);
    const held = hold(service);
    await until(() => boards(service, another), isOf('overloaded'));
    process.kill(service.pid, 'SIGTERM');
    await expectDescribed(await until(() => boards(service), isOf('stopping')), 'stopping');
    held.finish();
    expect((await held.answer).status).toBe(200);
  });
});

describe('a problem of the database is answered as described', () => {
  let folder: string;
  let database: ServiceDatabase;
  let service: TestService;
  let client: pg.Client;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'codes-'));
    database = await createServiceDatabase();
    service = await start({ ...database.environment, TMPDIR: folder });
    client = new pg.Client(optionsOf(database, folder));
    client.on('error', () => undefined); // the service may end first, and its database with it
    await client.connect();
  }, 60_000);

  afterAll(async () => {
    await client.end().catch(() => undefined);
    await service.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const audit = () => fetch(`${service.url}/audit`, { headers: asAdministrator });

  it('internal-error, where a table is missing, and says nothing of it', async () => {
    await client.query('ALTER TABLE audit_line RENAME TO hidden');
    const response = await audit();
    const text = await response.clone().text();
    await expectProblem(response, 'internal-error');
    expect(text).not.toMatch(/audit_line|select|relation/i);
    while (!service.output().includes('audit_line')) await new Promise((resolve) => setTimeout(resolve, 20));
    await client.query('ALTER TABLE hidden RENAME TO audit_line');
    expect((await audit()).status).toBe(200);
  });

  it('database-unavailable, where somebody else holds what is asked for', async () => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE audit_line IN ACCESS EXCLUSIVE MODE');
    await expectDescribed(await audit(), 'database-unavailable');
    await client.query('ROLLBACK');
    expect((await until(audit, ({ ok }) => ok)).ok).toBe(true);
  }, 30_000);
});

/** How the test itself reaches the database of a service; the embedded one has its socket in a folder for such files. */
function optionsOf({ environment }: ServiceDatabase, folder: string): pg.ClientConfig {
  const url = environment.DATABASE_URL;
  if (url !== undefined) return { connectionString: url };
  const socket = readdirSync(folder).find((name) => name.startsWith('cutpoint-'))!;
  return { host: join(folder, socket), port: 5432, user: 'postgres', database: 'postgres' };
}

import { ADMIN_KEY } from '../support/administrator.js';
import { Contract } from '../support/contract.js';
import { COLLECTING, heapBytes } from '../support/metrics.js';
import {
  operationsOf,
  RequestMaker,
  type ApiDocument,
  type RandomRequest,
} from '../support/random-requests.js';
import { seededRandom } from '../support/seeded-random.js';
import { json, startTestService, type TestService } from '../support/service.js';

const REQUESTS = 20_000;
/** Until what is kept in memory is about as much as it will be. */
const WARM_UP = 8_000;
const AT_A_TIME = 12;
const PATIENCE_MS = 30_000;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    ...COLLECTING,
    ADMIN_KEY,
    CLIENT_REQUEST_LIMIT: '1000',
    FAILED_ATTEMPT_LIMIT: '100000',
  });
}, 60_000);

afterAll(() => service.stop());

async function send({ method, path, headers, body }: RandomRequest) {
  const response = await fetch(service.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: body as never }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

describe('20 000 random requests', () => {
  it('are answered as described, never with a 5xx, and leave no memory behind', async () => {
    const document = (await json(await fetch(`${service.url}/openapi.json`))) as ApiDocument;
    const operations = operationsOf(document);
    const maker = new RequestMaker(document, seededRandom(8));
    const contract = new Contract(document);
    const faults = new Map<string, number>();
    const statuses = new Map<number, number>();
    let sent = 0;
    const client = async (until: number): Promise<void> => {
      while (sent < until) {
        const index = sent++;
        const operation = operations[index % operations.length]!;
        const request = maker.make(operation);
        const answer = await send(request).catch((error: unknown) => ({ error: String(error) }));
        const fault =
          'error' in answer
            ? `no answer: ${answer.error}`
            : contract.faultOf(operation, answer.status, answer.type, answer.text);
        if ('status' in answer) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (fault !== null) {
          const named = `${operation.method} ${operation.path}: ${fault}`;
          if (!faults.has(named)) console.log(named, JSON.stringify(request).slice(0, 1500));
          faults.set(named, (faults.get(named) ?? 0) + 1);
        }
      }
    };
    const begin = performance.now();
    const sendUntil = (until: number) => Promise.all(Array.from({ length: AT_A_TIME }, () => client(until)));
    await sendUntil(WARM_UP);
    const before = await heapBytes(service);
    await sendUntil(REQUESTS);
    const after = await heapBytes(service);
    console.log({
      operations: operations.length,
      seconds: Math.round((performance.now() - begin) / 1e3),
      statuses: Object.fromEntries([...statuses].sort(([a], [b]) => a - b)),
      heapMiB: [before, after].map((bytes) => Math.round(bytes / 2 ** 20)),
    });
    for (const stack of stacksIn(service.output())) console.log(stack);
    expect([...faults]).toEqual([]);
    expect(after / before).toBeLessThan(1.1);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  }, 400_000);
});

/** Where the service failed, each place once. */
function stacksIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{"level":"error"'));
  const stacks = lines.map((line) => (JSON.parse(line) as { stack?: string }).stack ?? line);
  return [...new Set(stacks.map((stack) => stack.split('\n').slice(0, 5).join('\n')))].slice(0, 20);
}

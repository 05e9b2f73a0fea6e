import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve as resolvePath } from 'node:path';
import { createServiceDatabase, GIVEN_DATABASE } from './database.js';

/** As `npm start` does. Tests and benchmarks run in the root of the project. */
const MAIN = ['--max-semi-space-size=8', resolvePath('dist/src/program/main.js')] as const;

/** The body of an answer, whose form the assertions check. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const json = (response: Response): Promise<any> => response.json();

/** What most tests are not about: who may do what, on either database. */
const OPEN = { PLANNING_ACCESS: 'open', FAILED_ATTEMPT_LIMIT: '1000' };

/** The built service as a process of its own, as its users run it. */
export interface TestService {
  readonly url: string;
  readonly pid: number;
  /** Its exit code, when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Everything it has written. */
  output(): string;
  post(path: string, body: unknown): Promise<Response>;
  /** Asks it to end, and gives its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the service on a free port. Its database is its own and empty: one of the server in DATABASE_URL
 * where that is set, an embedded one otherwise. One that `environment` names is the caller's to be rid of.
 * `through` is a program with arguments that starts it, such as one that binds it to a core.
 */
export async function startTestService(
  environment: Record<string, string> = {},
  through: readonly string[] = [],
): Promise<TestService> {
  const isGiven = 'DATABASE_URL' in environment || 'DATABASE_FOLDER' in environment;
  const database = isGiven ? GIVEN_DATABASE : await createServiceDatabase();
  const [program, ...arguments_] = [...through, process.execPath, ...MAIN];
  const child = spawn(program, arguments_, {
    env: { ...process.env, ...OPEN, PORT: '0', ...database.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const lines: string[] = [];
  const url = await ready(child, lines).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  return {
    url,
    pid: child.pid!,
    ended,
    output: () => lines.join('\n'),
    post: (path, body) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      await database.drop();
      return code;
    },
  };
}

/** Resolves with the address once the service has said all of its start-up message. */
function ready(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`service ended with ${code}: ${lines.join('\n')}`));
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const url = /^curl -s (http:\/\/[^/]+)\//.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
}

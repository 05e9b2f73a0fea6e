/** Loads a server as the argument says, in JSON, and writes how long all requests took together [s]. */
import { performance } from 'node:perf_hooks';
import autocannon, { type Instance, type Request, type Result } from 'autocannon';
import type { ClosedLoad } from './load.js';
import { findScenario, mediaTypeOf } from './scenarios.js';

const MILLISECONDS = 1e3;
/** No answer takes so long [s]. */
const TIMEOUT = 600;

const { scenario: name, url, clients, amount, from } = JSON.parse(process.argv[2]!) as ClosedLoad;
const scenario = findScenario(name);
const bodyOf = scenario.bodies();
let next = from;

const requests: Request[] = [
  {
    method: 'POST',
    path: scenario.path,
    headers: { 'content-type': mediaTypeOf(scenario) },
    setupRequest: (request) => ({ ...request, body: bodyOf(next++) }),
  },
];
let [start, end] = [0, 0]; // its own figures are those of whole seconds
const { errors, '2xx': answered } = await new Promise<Result>((resolve, reject) => {
  const options = { url, connections: Math.min(clients, amount), amount, timeout: TIMEOUT, requests };
  const running = autocannon(options, (error: Error | null, result) => {
    if (error === null) resolve(result);
    else reject(error);
  });
  running.once('start', () => (start = performance.now()));
  stayAwake(running);
  running.on('response', () => (end = performance.now()));
});
if (answered !== amount) {
  throw new Error(`${name}: of ${amount} requests ${answered} were answered well, ${errors} not at all`);
}
console.log(JSON.stringify({ seconds: (end - start) / MILLISECONDS }));

/**
 * Looks for answers without a pause. To wake who sleeps takes time of the server that answers, on a virtual machine 20 us
 * or more; a bare server, which is faster than this process, never has to.
 */
function stayAwake(running: Instance): void {
  let isOver = false;
  running.once('done', () => (isOver = true));
  const look = (): void => {
    if (!isOver) setImmediate(look);
  };
  look();
}

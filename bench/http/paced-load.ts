/**
 * Sends requests at a fixed rate as the argument says, in JSON, and writes the milliseconds from when each was due
 * to the end of its answer. A request that falls due while others wait is sent all the same. Those of the
 * first seconds are not written: this process compiles its own code then, for which they wait up to 40 ms.
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { PacedLoad } from './load.js';
import { findScenario, mediaTypeOf } from './scenarios.js';

const load = JSON.parse(process.argv[2]!) as PacedLoad;
const { scenario: name, url, requestsPerSecond, from } = load;
const scenario = findScenario(name);
const bodyOf = scenario.bodies();
const agent = new Agent({ keepAlive: true });
const headers = { 'content-type': mediaTypeOf(scenario) };

const send = (body: string | Buffer, due: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url + scenario.path, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${name}: answered with ${response.statusCode}`));
      response.on('end', () => {
        resolve(performance.now() - due);
      });
      response.resume();
    });
    sent.on('error', reject);
    sent.end(body);
  });

const early = Math.ceil(requestsPerSecond * load.warmUpSeconds);
const count = early + Math.ceil(requestsPerSecond * load.seconds);
const start = performance.now();
const answers: Promise<number>[] = [];
while (answers.length < count) {
  const due = start + (answers.length * 1e3) / requestsPerSecond;
  if (performance.now() >= due) answers.push(send(bodyOf(from + answers.length), due));
  else await setImmediate(); // a timer would be late by up to a millisecond
}
console.log(JSON.stringify((await Promise.all(answers)).slice(early)));
agent.destroy();

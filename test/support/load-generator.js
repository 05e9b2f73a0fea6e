/**
 * Clients in a process of their own, each with an address of its own on the loopback network and one connection. Started
 * with a JSON argument: url, path, bodies, clients, seconds and ratePerSecond (of all together; null: each asks again
 * at once). A client whose answer is not there when its turn comes lets the turn pass. Prints what became of it as JSON.
 */
import { Agent, request } from 'node:http';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

const { url, path, bodies, clients, seconds, ratePerSecond } = JSON.parse(process.argv[2]);
const { hostname, port } = new URL(url);
const lag = monitorEventLoopDelay({ resolution: 10 });
/** Milliseconds by status; failures of the connection by code. */
const times = {};
const failures = {};
let passed = 0;

const addressOf = (client) => `127.1.${Math.floor(client / 250)}.${1 + (client % 250)}`;

const ask = (agent, client, turn) =>
  new Promise((resolve) => {
    const begin = performance.now();
    const asking = request(
      {
        hostname,
        port,
        path,
        agent,
        localAddress: addressOf(client),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          (times[response.statusCode] ??= []).push(performance.now() - begin);
          resolve();
        });
        response.once('error', fail);
      },
    );
    const fail = ({ code }) => {
      failures[code] = (failures[code] ?? 0) + 1;
      resolve();
    };
    asking.once('error', fail);
    asking.end(bodies[(client + turn) % bodies.length]);
  });

async function run(client, end) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  if (ratePerSecond === null) {
    for (let turn = 0; performance.now() < end; turn++) await ask(agent, client, turn);
  } else {
    const interval = (clients / ratePerSecond) * 1e3;
    const first = performance.now() + (interval * client) / clients;
    let waiting = null;
    for (let turn = 0; first + turn * interval < end; turn++) {
      await setTimeout(Math.max(0, first + turn * interval - performance.now()));
      if (waiting !== null) passed++;
      else waiting = ask(agent, client, turn).then(() => (waiting = null));
    }
    await waiting;
  }
  agent.destroy();
}

lag.enable();
const end = performance.now() + seconds * 1e3;
await Promise.all(Array.from({ length: clients }, (_, client) => run(client, end)));
console.log(JSON.stringify({ times, failures, passed, lagMs: lag.percentile(99) / 1e6 }));

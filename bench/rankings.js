// Ranks all 15 625 networks of NAS-Bench-201 in one streamed request: how long, and how far the service grows.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';

const OPERATIONS = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'];
const SOURCES = [0, 0, 1, 0, 1, 2];
const ROUNDS = 3;

const cells = Array.from({ length: OPERATIONS.length ** SOURCES.length }, (_, number) =>
  SOURCES.map((source, edge) => {
    const operation = OPERATIONS[Math.floor(number / OPERATIONS.length ** edge) % OPERATIONS.length];
    return `${operation}~${source}`;
  }).join('/'),
);
const settings = { boards: [{ board: 'raspberry-pi-5', runtime: 'ONNX Runtime' }], goal: 'energy' };
const body = [settings, ...cells.map((cell) => ({ cell }))].map((line) => JSON.stringify(line)).join('\n');

const main = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));
const service = spawn(process.execPath, [main], {
  env: { ...process.env, PORT: '0', DATABASE_FOLDER: 'memory://' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve) => {
  createInterface({ input: service.stdout }).on('line', (line) => {
    const found = /^curl -s (http:\/\/[^/]+)\//.exec(line)?.[1];
    if (found !== undefined) resolve(found);
  });
});

/** Of the whole process, threads included. */
const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`))[1]) / 1024;

const before = residentMb();
let peak = before;
for (let round = 1; round <= ROUNDS; round++) {
  let slowest = 0;
  let asking = true;
  const others = (async () => {
    while (asking) {
      const asked = performance.now();
      await (await fetch(`${url}/zoo`)).arrayBuffer();
      slowest = Math.max(slowest, performance.now() - asked);
      peak = Math.max(peak, residentMb());
      await setTimeout(20);
    }
  })();
  const start = performance.now();
  const response = await fetch(`${url}/rankings`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body,
  });
  const lines = (await response.text()).trimEnd().split('\n');
  const seconds = (performance.now() - start) / 1e3;
  asking = false;
  await others;
  const { ranked, faults } = JSON.parse(lines.at(-1));
  console.log(
    `round ${round}: ${ranked} ranked, ${faults} at fault, ${lines.length} lines in ${seconds.toFixed(2)} s; ` +
      `resident ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most (+${(peak - before).toFixed(0)} MB); ` +
      `slowest other request ${slowest.toFixed(0)} ms`,
  );
}
service.kill('SIGTERM');

// Plans a model, divides it, runs both parts as processes that talk over HTTP, and prints measured against planned.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeModel } from './make-model.js';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const execute = async (...arguments_) =>
  (await promisify(execFile)(process.execPath, arguments_, { maxBuffer: 2 ** 26 })).stdout;
const cutpoint = (...arguments_) => execute(here('../../dist/src/cli/main.js'), ...arguments_);

const LINK = ['--rate', '300', '--round-trip', '1'];
const DEVICE = ['--device', 'raspberry-pi-5', '--device-runtime', 'ONNX Runtime'];
const EDGE = ['--edge', 'server-nvidia-t4'];

/** Starts the edge and gives its address. */
async function startEdge(folder) {
  const edge = spawn(process.execPath, [here('edge.js'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: edge.stdout })) return { edge, address: line };
  throw new Error('the edge did not start');
}

function print(chosen, measured) {
  const ledger = (...items) =>
    chosen.ledger
      .filter(({ item }) => items.includes(item))
      .reduce((sum, { latencyMs }) => sum + latencyMs, 0);
  const rows = [
    ['bytes to the edge', chosen.bytesUp, measured.bytesUp],
    ['bytes back', chosen.bytesDown, measured.bytesDown],
    ['device [ms]', ledger('device-layers', 'device-inference'), measured.deviceMs],
    ['links [ms]', ledger('uplink', 'downlink'), measured.linksMs],
    ['edge [ms]', ledger('edge-layers', 'edge-inference'), measured.edgeMs],
    ['total [ms]', chosen.latencyMs, measured.latencyMs],
  ];
  const shown = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(2)).padStart(10);
  console.log(`${''.padEnd(18)}${'planned'.padStart(10)}${'measured'.padStart(10)}`);
  for (const [what, planned, found] of rows) console.log(what.padEnd(18) + shown(planned) + shown(found));
}

const folder = mkdtempSync(join(tmpdir(), 'cutpoint-example-'));
try {
  const [model, plan, parts] = ['model.onnx', 'plan.json', 'parts'].map((name) => join(folder, name));
  writeFileSync(model, makeModel());
  await cutpoint('plan', model, ...DEVICE, ...EDGE, ...LINK, '--keep-input', '-o', plan);
  await cutpoint('split', model, '--plan', plan, '-o', parts);
  const { chosen, explanation } = JSON.parse(readFileSync(plan, 'utf8'));
  console.log(`${explanation.join('\n')}\n`);
  const { edge, address } = await startEdge(parts);
  try {
    const measured = JSON.parse(await execute(here('device.js'), parts, model, address));
    print(chosen, measured);
    const isAsPlanned = measured.bytesUp === chosen.bytesUp && measured.bytesDown === chosen.bytesDown;
    console.log(`\nThe parts give ${measured.isSame ? 'bit for bit' : 'NOT'} what the whole model gives.`);
    console.log(`As many bytes cross ${isAsPlanned ? 'as planned' : 'as NOT planned'}.`);
    if (!measured.isSame || !isAsPlanned) process.exitCode = 1;
  } finally {
    edge.kill();
  }
} finally {
  rmSync(folder, { recursive: true });
}

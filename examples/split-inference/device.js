// The device: runs the head, sends what crosses, and compares with the whole model.
// Usage: node device.js <folder of the parts> <whole model> <address of the edge>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { numbers } from './make-model.js';
import { crossing, EXACT, fromBytes, toBytes } from './tensors.js';

const INFERENCES = 20;

const [, , folder, wholePath, edge] = process.argv;
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const head = manifest.parts.find(({ tier }) => tier === 'device');
const [whole, session] = await Promise.all(
  [wholePath, join(folder, head.file)].map((path) => InferenceSession.create(path, EXACT)),
);

const next = numbers(7);
const image = new Tensor('float32', Float32Array.from({ length: 3 * 128 * 128 }, next), [1, 3, 128, 128]);
const expected = await whole.run({ image });

async function infer() {
  const started = performance.now();
  const made = { image, ...(await session.run({ image })) };
  const headDone = performance.now();
  const body = toBytes(crossing(manifest).map(({ name }) => made[name]));
  const answer = await fetch(edge, { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
  const bytes = Buffer.from(await answer.arrayBuffer());
  const tailDone = performance.now();
  const computeMs = Number(answer.headers.get('x-compute-ms'));
  const received = fromBytes(bytes, JSON.parse(answer.headers.get('x-tensors')));
  const results = { ...made, ...received };
  return {
    outputs: Object.fromEntries(Object.keys(expected).map((name) => [name, results[name]])),
    bytesUp: body.length,
    bytesDown: bytes.length,
    deviceMs: headDone - started,
    edgeMs: computeMs,
    linksMs: tailDone - headDone - computeMs,
    latencyMs: tailDone - started,
  };
}

const isSame = (one, other) => toBytes([one]).equals(toBytes([other]));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

await infer(); // connections are made and memory is taken once
const runs = [];
for (let i = 0; i < INFERENCES; i++) runs.push(await infer());
const middle = (field) => median(runs.map((run) => run[field]));
console.log(
  JSON.stringify({
    isSame: Object.keys(expected).every((name) =>
      runs.every(({ outputs }) => isSame(outputs[name], expected[name])),
    ),
    bytesUp: runs[0].bytesUp,
    bytesDown: runs[0].bytesDown,
    deviceMs: middle('deviceMs'),
    edgeMs: middle('edgeMs'),
    linksMs: middle('linksMs'),
    latencyMs: middle('latencyMs'),
  }),
);

// The edge: runs the tail on what the device sends. Usage: node edge.js <folder of the parts>
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { InferenceSession } from 'onnxruntime-node';
import { crossing, describe, EXACT, fromBytes, toBytes } from './tensors.js';

const [, , folder] = process.argv;
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const tail = manifest.parts.find(({ tier }) => tier === 'edge');
const session = await InferenceSession.create(join(folder, tail.file), EXACT);

const server = createServer(async (request, response) => {
  try {
    const inputs = fromBytes(await buffer(request), crossing(manifest));
    const started = performance.now();
    const results = await session.run(inputs);
    const computeMs = performance.now() - started;
    const outputs = tail.outputs.map((name) => describe(name, results[name]));
    response.setHeader('x-tensors', JSON.stringify(outputs));
    response.setHeader('x-compute-ms', computeMs.toFixed(3));
    response.end(toBytes(tail.outputs.map((name) => results[name])));
  } catch (error) {
    response.statusCode = 400;
    response.end(`${error.message}\n`);
  }
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

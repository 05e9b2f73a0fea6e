import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importOnnx } from '../../src/onnx/index.js';
import { largeChain } from '../../test/support/large-model.js';
import { median } from '../harness/statistics.js';
import type { Row, Settings } from '../harness/suite.js';

const REAL = 'onnx/models/resnet50.op17.onnx';

/** ONNX files to networks: chains of matrix products, and a real model where the data are there. */
export async function importRows(settings: Settings): Promise<Row[]> {
  const sizes = settings.isQuick ? [10] : [100, 6000];
  const rows = [];
  for (const nodes of sizes)
    rows.push(await importRow(`chain of ${nodes} nodes`, chainFile(nodes), settings));
  const { dataFolder } = settings;
  if (dataFolder === null || !existsSync(join(dataFolder, REAL))) return rows;
  return [...rows, await importRow('resnet50.op17.onnx', await readFile(join(dataFolder, REAL)), settings)];
}

/** An ONNX file of so many matrix products in a row; the width makes it another network. */
export const chainFile = (nodes: number, width = 1): Buffer =>
  Buffer.concat([...largeChain(new Array<number>(nodes + 1).fill(width))]);

async function importRow(what: string, file: Buffer, { rounds, isQuick }: Settings): Promise<Row> {
  const perRound = isQuick ? 1 : 5;
  await importOnnx(file);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let call = 0; call < perRound; call++) {
      const start = performance.now();
      await importOnnx(file);
      times.push(performance.now() - start);
    }
    values.push(median(times));
  }
  return { what: `import of ${what}`, unit: 'ms', values };
}

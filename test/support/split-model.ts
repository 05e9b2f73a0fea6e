import { listCuts, layersOfCut, type CutList, type Network } from '../../src/core/index.js';
import {
  inferOnnx,
  lowerOnnx,
  readOnnx,
  splitOnnx,
  type DividedModel,
  type InferenceOptions,
  type SplitModel,
  type SplitPart,
  type Transfer,
} from '../../src/onnx/index.js';
import type { Feeds, Runtime, RuntimeTensor } from './onnx-runtime.js';

export const AS_STORED: Transfer = { precision: 'stored', ranges: new Map() };

export async function readModel(bytes: Uint8Array, options: InferenceOptions): Promise<DividedModel> {
  const file = await readOnnx(bytes);
  const graph = inferOnnx(file, options);
  return { file, graph, network: lowerOnnx(graph, graph.name) };
}

export const allCuts = (network: Network): CutList => listCuts(network);

export function layersIn(cuts: CutList, cut: number): Set<number> {
  const bits = layersOfCut(cuts, cut);
  return new Set(
    [...cuts.network.layers.keys()].filter((layer) => ((bits[layer >> 5]! >>> (layer & 31)) & 1) === 1),
  );
}

export function split(
  bytes: Uint8Array,
  model: DividedModel,
  cuts: readonly ReadonlySet<number>[],
  transfer = AS_STORED,
): Promise<SplitModel> {
  const source = {
    read: (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
  return splitOnnx({ model, source, cuts, transfer, metadata: { 'cutpoint.test': 'yes' } });
}

export async function contentOf({ content }: Pick<SplitPart, 'content'>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Runs the parts one after the other; gives the outputs of the network, and what crossed. */
export async function runParts(
  runtime: Runtime,
  { parts }: SplitModel,
  feeds: Feeds,
): Promise<{ outputs: Record<string, RuntimeTensor>; crossed: Record<string, RuntimeTensor> }> {
  const outputs: Record<string, RuntimeTensor> = {};
  const crossed: Record<string, RuntimeTensor> = {};
  for (const part of parts) {
    if (part === null) continue;
    const taken = [
      ...part.inputs.map((name) => [name, feeds[name]!] as const),
      ...part.receives.map((name) => [name, crossed[name]!] as const),
    ];
    const made = await runtime.run(await contentOf(part), Object.fromEntries(taken));
    for (const name of part.outputs) {
      if (name in outputs) throw new Error(`output '${name}' in two parts`);
      outputs[name] = made[name]!;
    }
    for (const name of part.sends) crossed[name] = made[name]!;
  }
  return { outputs, crossed };
}

/** Outputs as text that differs where a single bit does. */
export const bitsOf = (outputs: Readonly<Record<string, RuntimeTensor>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { type, dims, data }]) => [
      name,
      `${type} ${dims.join('×')} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`,
    ]),
  );

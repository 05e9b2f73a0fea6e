import type { Network } from '../../core/network/network.js';
import { inferOnnx, type InferenceOptions } from '../inference/infer.js';
import { readOnnx } from '../read.js';
import { lowerOnnx } from './lower.js';

export interface ImportOptions extends InferenceOptions {
  /** Name of the network; that of the graph in the file where absent. */
  readonly name?: string;
}

/**
 * Reads an ONNX file and gives its network of layers. Throws `OnnxError` as `readOnnx`, `inferOnnx` and
 * `lowerOnnx` do.
 */
export async function importOnnx(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  { name, ...options }: ImportOptions = {},
): Promise<Network> {
  const graph = inferOnnx(await readOnnx(source), options);
  return lowerOnnx(graph, name ?? graph.name);
}

import { createHash } from 'node:crypto';
import { decodeModel } from './decode.js';
import { PayloadElision, type ElidedModel } from './elide.js';
import type { OnnxFile } from './model.js';

/** What is left of a file without its weights, not looked at yet. */
export interface OnnxStructure {
  readonly sha256: string;
  readonly fileBytes: number;
  readonly elided: ElidedModel;
}

/**
 * Reads an ONNX file from its bytes, whole or in chunks. Weights are never held: memory stays within the limits
 * of `limits.ts` whatever the size of the file; `maxDecodedBytes` may put another one in the place of the first.
 *
 * Throws `OnnxError`: `malformed-file`, `limit-exceeded`, `invalid-model` or `unsupported-opset`.
 */
export async function readOnnx(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  maxDecodedBytes?: number,
): Promise<OnnxFile> {
  return decodeOnnx(await readStructure(source, maxDecodedBytes));
}

/** The first half of `readOnnx`, which goes with the bytes as they come. Throws `OnnxError` as that does. */
export async function readStructure(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  maxDecodedBytes?: number,
): Promise<OnnxStructure> {
  const elision = new PayloadElision(maxDecodedBytes);
  const hash = createHash('sha256');
  let fileBytes = 0;
  const consume = (chunk: Uint8Array): void => {
    hash.update(chunk);
    fileBytes += chunk.length;
    elision.feed(chunk);
  };
  if (source instanceof Uint8Array) consume(source);
  else for await (const chunk of source) consume(chunk);
  return { sha256: hash.digest('hex'), fileBytes, elided: elision.finish() };
}

/** The second half of `readOnnx`, which takes as long as the model has nodes. Throws `OnnxError` as that does. */
export const decodeOnnx = ({ sha256, fileBytes, elided }: OnnxStructure): OnnxFile => ({
  sha256,
  fileBytes,
  ...decodeModel(elided),
});

import { createHash } from 'node:crypto';
import { decodeModel } from './decode.js';
import { PayloadElision } from './elide.js';
import type { OnnxFile } from './model.js';

/**
 * Reads an ONNX file from its bytes, whole or in chunks. Weights are never held: memory stays within the limits
 * of `limits.ts` whatever the size of the file.
 *
 * Throws `OnnxError`: `malformed-file`, `limit-exceeded`, `invalid-model` or `unsupported-opset`.
 */
export async function readOnnx(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<OnnxFile> {
  const elision = new PayloadElision();
  const hash = createHash('sha256');
  let fileBytes = 0;
  const consume = (chunk: Uint8Array): void => {
    hash.update(chunk);
    fileBytes += chunk.length;
    elision.feed(chunk);
  };
  if (source instanceof Uint8Array) consume(source);
  else for await (const chunk of source) consume(chunk);
  return { sha256: hash.digest('hex'), fileBytes, ...decodeModel(elision.finish()) };
}

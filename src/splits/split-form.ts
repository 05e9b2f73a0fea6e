import type { FileHandle } from 'node:fs/promises';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { limitedChunks } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { MAX_PLAN_LENGTH, SplitFormDto } from './split-form.dto.js';

/** Fields that may stand several times in a form. */
const LISTS: ReadonlySet<string> = new Set(['boundary', 'cloudBoundary']);

const LIMITS = { fileSize: Infinity, files: 3, fieldSize: MAX_PLAN_LENGTH, fields: 2100, parts: 2103 };

/**
 * Reads a form in any order of its parts and writes the model to `file`. Throws a `ProblemError`: `body-too-large`, or
 * `invalid-request` naming the field at fault.
 */
export async function readForm(
  request: FastifyRequest,
  file: FileHandle,
  modelLimitBytes: number,
): Promise<SplitFormDto> {
  if (!request.isMultipart()) {
    throw new ProblemError(
      'unsupported-media-type',
      `body: got ${request.headers['content-type'] ?? 'no type'}, expected a form (multipart/form-data)`,
    );
  }
  const fields: Record<string, unknown> = {};
  let models = 0;
  // Everything is read before anything is refused, so that a client can finish sending.
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'file' && part.fieldname === 'model') {
      models++;
      await spool(part, file, models, modelLimitBytes);
    } else addField(fields, part.fieldname, part.type === 'file' ? await textOf(part) : valueOf(part));
  }
  if (models !== 1) {
    throw new ProblemError('invalid-request', `form: got ${models} models, expected one`, [
      { pointer: '/model', detail: `got ${models} files`, accepted: 'one file: the ONNX model' },
    ]);
  }
  return readBody(fields, SplitFormDto);
}

/** Of several models the first is kept; the others are read past. */
async function spool(
  part: MultipartFile,
  file: FileHandle,
  count: number,
  limitBytes: number,
): Promise<void> {
  const chunks = limitedChunks(part.file, limitBytes);
  for await (const chunk of chunks) if (count === 1) await file.appendFile(chunk);
}

async function textOf({ file, fieldname }: MultipartFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limitedChunks(
    file,
    MAX_PLAN_LENGTH,
    `file of field ${fieldname.slice(0, 100)}`,
  )) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Fields of JSON arrive parsed. */
function valueOf({ value, valueTruncated, fieldname }: MultipartValue): unknown {
  if (valueTruncated) {
    throw new ProblemError(
      'body-too-large',
      `field ${fieldname.slice(0, 100)}: got more than ${MAX_PLAN_LENGTH} bytes, the limit`,
    );
  }
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const isThere = Object.hasOwn(fields, name);
  if (LISTS.has(name)) fields[name] = isThere ? [...(fields[name] as unknown[]), value] : [value];
  else fields[name] = isThere ? [fields[name], value] : value;
}

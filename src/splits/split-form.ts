import type { FileHandle } from 'node:fs/promises';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { limitedChunks } from '../platform/limited-chunks.js';
import { ProblemError } from '../platform/problems/problem.js';
import { isTooDeep, readBody } from '../platform/validation/request.pipe.js';
import { MAX_PLAN_LENGTH, SplitFormDto } from './split-form.dto.js';

/** Fields that may stand several times in a form. */
const LISTS: ReadonlySet<string> = new Set(['boundary', 'cloudBoundary']);

/** Largest sum of all fields beside the model, in characters: a plan and ranges. */
const MAX_TEXT_LENGTH = 2 * MAX_PLAN_LENGTH;

const LIMITS = { fileSize: Infinity, files: 3, fieldSize: MAX_PLAN_LENGTH, fields: 2100, parts: 2103 };

/**
 * Reads a form in any order of its parts and writes the model to `file`. Throws a `ProblemError`: `malformed-request`,
 * `body-too-large`, or `invalid-request` naming the field at fault.
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
  const { fields, models } = await readParts(request, file, modelLimitBytes).catch((error: unknown) => {
    throw isParserFault(error) ? new ProblemError('malformed-request', `form: ${error.message}`) : error;
  });
  if (models !== 1) {
    throw new ProblemError('invalid-request', `form: got ${models} models, expected one`, [
      { pointer: '/model', detail: `got ${models} files`, accepted: 'one file: the ONNX model' },
    ]);
  }
  return readBody(fields, SplitFormDto);
}

/** Everything is read before anything but its size is refused, so that a client can finish sending. */
async function readParts(
  request: FastifyRequest,
  file: FileHandle,
  modelLimitBytes: number,
): Promise<{ readonly fields: Record<string, unknown>; readonly models: number }> {
  // The parser waits for ever for a client that is gone before it listens.
  if (request.raw.destroyed) throw new ProblemError('malformed-request', 'form: the connection was closed');
  const fields: Record<string, unknown> = {};
  let models = 0;
  let textLength = 0;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'file' && part.fieldname === 'model') {
      models++;
      await spool(part, file, models, modelLimitBytes);
      continue;
    }
    const value = part.type === 'file' ? await textOf(part) : valueOf(part);
    if (typeof value === 'string') textLength += value.length;
    if (textLength > MAX_TEXT_LENGTH) throw tooLarge('fields beside the model', MAX_TEXT_LENGTH);
    addField(fields, part.fieldname, value);
  }
  return { fields, models };
}

/** What the parser objects to is a plain error; faults of files have a code, those of the server a status. */
const isParserFault = (error: unknown): error is Error =>
  error instanceof Error &&
  Object.getPrototypeOf(error) === Error.prototype &&
  !('code' in error || 'statusCode' in error);

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

/** Fields of JSON arrive parsed; those that are no texts are refused with the others. */
function valueOf({ value, valueTruncated, fieldname }: MultipartValue): unknown {
  if (valueTruncated) throw tooLarge(`field ${fieldname.slice(0, 100)}`, MAX_PLAN_LENGTH);
  if (typeof value !== 'object') return value;
  return value !== null && isTooDeep(value) ? value : JSON.stringify(value);
}

const tooLarge = (what: string, limit: number): ProblemError =>
  new ProblemError('body-too-large', `${what}: got more than ${limit} bytes, the limit`);

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const isThere = Object.hasOwn(fields, name);
  if (LISTS.has(name)) fields[name] = isThere ? [...(fields[name] as unknown[]), value] : [value];
  else fields[name] = isThere ? [fields[name], value] : value;
}

import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import type { Soon } from '../soon.js';
import { ProblemError } from '../problems/problem.js';
import { readCompiled } from './compiled-reader.js';
import { faultsOf } from './faults.js';
import { REFUSED } from './readings.js';

/** Deeper than any body that means something; recursion over it stays shallow. */
const MAX_DEPTH = 16;

/** `root` begins the pointers of its refusals: a slash for bodies, a question mark for queries. */
const validation = (root: '/' | '?'): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => {
      const faults = faultsOf(errors, root);
      return new ProblemError(
        'invalid-request',
        `${faults.length} of the request's fields cannot be accepted`,
        faults,
      );
    },
  });

const BODY = validation('/');
const QUERY = validation('?');

/** Turns a body or a query into an instance of its class, or refuses it naming every field at fault. */
export class RequestPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): Soon<unknown> {
    if (metatype === undefined) return value;
    if (type === 'body') return readBody(value, metatype);
    return type === 'query' ? readQuery(value as object, metatype) : value;
  }
}

/** A body as an instance of its class. Throws a `ProblemError` (`invalid-request`) naming every field at fault. */
export function readBody<Dto>(value: unknown, metatype: Type<Dto>): Soon<Dto> {
  const read = readCompiled(metatype as Type<object>, value);
  return read === REFUSED ? validateBody(value, metatype) : (read as Dto);
}

/** As `readBody`, slower, by validators that say what is wrong. */
export async function validateBody<Dto>(value: unknown, metatype: Type<Dto>): Promise<Dto> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProblemError('invalid-request', `body: got ${nameOf(value)}, expected a JSON object`);
  }
  refuseDepth(value);
  return (await BODY.transform(value, { type: 'body', metatype })) as Dto;
}

/** Throws a `ProblemError` (`invalid-request`) for a body over which recursion could exhaust the stack. */
export function refuseDepth(value: object): void {
  if (!isTooDeep(value)) return;
  throw new ProblemError(
    'invalid-request',
    `body: got more than ${MAX_DEPTH} levels of nesting, expected at most ${MAX_DEPTH}`,
  );
}

/** A query as an instance of its class. Throws a `ProblemError` (`invalid-request`) naming every field at fault. */
export function readQuery<Dto>(value: object, metatype: Type<Dto>): Soon<Dto> {
  // What has to be converted first, such as a number in a query, is refused here.
  const read = readCompiled(metatype as Type<object>, value);
  if (read !== REFUSED) return read as Dto;
  return QUERY.transform({ ...value }, { type: 'query', metatype }) as Promise<Dto>;
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** Level by level, because recursion over a hostile body could exhaust the stack. */
export function isTooDeep(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MAX_DEPTH) return true;
    level = level.flatMap((parent) =>
      Object.values(parent as Record<string, unknown>).filter(
        (child): child is object => typeof child === 'object' && child !== null,
      ),
    );
  }
  return false;
}

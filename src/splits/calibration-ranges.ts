import type { Range } from '../onnx/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { readJson } from './json-text.js';

const ACCEPTED = 'an object of ranges by tensor, each [minimum, maximum], two finite numbers in this order';

/**
 * Ranges of tensors for int8, as JSON: { "pool5": [0, 6.2] }. Throws a `ProblemError` that names the tensor at fault.
 */
export function readRanges(text: string): ReadonlyMap<string, Range> {
  const parsed = readJson(text, 'calibration', ACCEPTED);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw refused('', 'got no object');
  return new Map(Object.entries(parsed).map(([name, value]) => [name, rangeOf(name, value)]));
}

function rangeOf(name: string, value: unknown): Range {
  const [minimum, maximum] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  if (isFinite32(minimum) && isFinite32(maximum) && minimum <= maximum) return [minimum, maximum];
  throw refused(`/${name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`, `got ${show(value)}`);
}

/** The scale is written as a float32. */
const isFinite32 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(Math.fround(value));

const show = (value: unknown): string => JSON.stringify(value).slice(0, 80);

const refused = (path: string, detail: string): ProblemError =>
  new ProblemError('invalid-request', 'calibration: got ranges that cannot be read', [
    { pointer: `/calibration${path}`, detail, accepted: ACCEPTED },
  ]);

import type { InputBinding } from '../../onnx/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { ImportQueryDto } from './import-query.dto.js';

/** What the query says of open sizes. Throws a `ProblemError` for text that is not as described. */
export const toInputBinding = ({ shape = [], dimension = [], batch }: ImportQueryDto): InputBinding => ({
  inputShapes: Object.fromEntries(shape.map((text) => named(text, 'shape', 'name:size,size,...', toShape))),
  dimensions: Object.fromEntries(dimension.map((text) => named(text, 'dimension', 'name:size', toSize))),
  ...(batch !== undefined && { batch }),
});

/** The name ends at the last colon, because names of tensors may hold colons themselves. */
function named<Value>(
  text: string,
  parameter: string,
  form: string,
  read: (value: string) => Value | null,
): [string, Value] {
  const colon = text.lastIndexOf(':');
  const value = colon > 0 ? read(text.slice(colon + 1)) : null;
  if (value !== null) return [text.slice(0, colon), value];
  throw new ProblemError('invalid-request', `${parameter}: got '${text}', expected ${form}`, [
    {
      pointer: `?${parameter}`,
      detail: `got '${text}'`,
      accepted: `${form}, each size an integer of at least 1`,
    },
  ]);
}

function toShape(text: string): number[] | null {
  if (text === '') return []; // a scalar
  const sizes = text.split(',').map(toSize);
  return sizes.includes(null) ? null : (sizes as number[]);
}

const toSize = (text: string): number | null => (/^[1-9]\d{0,15}$/.test(text) ? Number(text) : null);

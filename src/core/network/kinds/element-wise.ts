import { CoreError } from '../../errors.js';
import { broadcast } from '../broadcast.js';
import type { DataType } from '../data-type.js';
import { safeProduct, safeSum, type Shape } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { memoryBound, type LayerRules } from './rules.js';

/** One value of each operand → one value; operands are stretched to a common shape (broadcasting). */
export interface ElementWise {
  readonly kind: 'element-wise';
  readonly function: ElementWiseFunction;
  /** Shapes of the operands that are weights; none where absent. */
  readonly weights?: readonly Shape[];
  /** Element type of the output where it is neither the first input's nor bool. */
  readonly outputDataType?: DataType;
}

const UNARY = [
  'abs',
  'negate',
  'sign',
  'reciprocal',
  'square-root',
  'exponential',
  'logarithm',
  'error-function',
  'floor',
  'ceiling',
  'round',
  'sine',
  'cosine',
  'tangent',
  'arc-sine',
  'arc-cosine',
  'arc-tangent',
  'hyperbolic-sine',
  'hyperbolic-cosine',
  'area-hyperbolic-sine',
  'area-hyperbolic-cosine',
  'area-hyperbolic-tangent',
  'bitwise-not',
  'cast',
] as const;
const UNARY_TESTS = ['not', 'is-nan', 'is-infinite'] as const;
const BINARY = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'modulo',
  'bit-shift',
  'bitwise-and',
  'bitwise-or',
  'bitwise-xor',
] as const;
const BINARY_TESTS = [
  'equal',
  'less',
  'less-or-equal',
  'greater',
  'greater-or-equal',
  'and',
  'or',
  'xor',
] as const;
const VARIADIC = ['sum', 'mean', 'minimum', 'maximum'] as const;
/** `select` takes its second operand where the first holds, its third elsewhere. */
const TERNARY = ['select'] as const;

export const ELEMENT_WISE_FUNCTIONS = [
  ...UNARY,
  ...UNARY_TESTS,
  ...BINARY,
  ...BINARY_TESTS,
  ...VARIADIC,
  ...TERNARY,
] as const;
export type ElementWiseFunction = (typeof ELEMENT_WISE_FUNCTIONS)[number];

export const elementWise: LayerRules<ElementWise> = {
  inputCount: { least: 1 },
  outputs(operation, inputs) {
    const weights = operation.weights ?? [];
    checkOperandCount(operation.function, inputs.length + weights.length);
    for (const shape of weights) checkIntegers('weights', shape, 1);
    return [
      {
        shape: broadcast([...inputs.map(({ shape }) => shape), ...weights]),
        dataType: operation.outputDataType ?? outputDataType(operation, inputs),
      },
    ];
  },
  work: ({ weights }) => ({ macs: 0, weightElements: safeSum((weights ?? []).map(safeProduct)) }),
  layerClass: memoryBound,
};

function outputDataType(operation: ElementWise, inputs: readonly { dataType: DataType }[]): DataType {
  if (includes(UNARY_TESTS, operation.function) || includes(BINARY_TESTS, operation.function)) return 'bool';
  const valued = operation.function === 'select' ? inputs.slice(1) : inputs;
  return (valued[0] ?? inputs[0]!).dataType;
}

function checkOperandCount(name: ElementWiseFunction, got: number): void {
  if (includes(VARIADIC, name)) return;
  const expected = includes(UNARY, name) || includes(UNARY_TESTS, name) ? 1 : includes(TERNARY, name) ? 3 : 2;
  if (got === expected) return;
  throw new CoreError(
    'wrong-tensor-count',
    `inputs: got ${got} operands, expected ${expected} for '${name}' (inputs and weights together)`,
    { parameter: 'inputs' },
  );
}

const includes = (names: readonly string[], name: string): boolean => names.includes(name);

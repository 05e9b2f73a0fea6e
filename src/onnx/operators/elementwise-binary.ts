import type { DataType } from '../../core/network/data-type.js';
import { isInteger } from '../element-type.js';
import type { OperatorContext } from './context.js';
import { broadcastRead, broadcastShapes } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { isFoldable, known, tensor, type Inferred } from './value.js';

type Evaluate = (a: number, b: number) => number;

/** Operands of Max, Min and Sum whose values are followed. */
const MAX_FOLDED_OPERANDS = 16;

/** Broadcasts all inputs; values are followed where `evaluate` is given and all are known. */
export function broadcast(
  context: OperatorContext,
  inputs: readonly Inferred[],
  dataType: DataType,
  evaluate?: Evaluate,
): Inferred {
  const shape = broadcastShapes(inputs.map((input) => legacyShape(context, input, inputs[0]!)));
  const constants = inputs.map((input) => input.constant);
  if (
    !evaluate ||
    inputs.length > MAX_FOLDED_OPERANDS ||
    !isFoldable(shape) ||
    constants.some((constant) => constant === undefined)
  ) {
    return tensor(dataType, shape);
  }
  const read = (input: Inferred): number[] =>
    broadcastRead(input.constant!, legacyShape(context, input, inputs[0]!), shape);
  let elements = read(inputs[0]!);
  for (const input of inputs.slice(1)) {
    const right = read(input);
    elements = elements.map((a, i) => evaluate(a, right[i]!));
  }
  return isExact(inputs[0]!.dataType, inputs.length, elements)
    ? known(dataType, shape, elements)
    : tensor(dataType, shape);
}

/** 64-bit results beyond 2^53 are not followed; a single operand is passed on as it is. */
const isExact = (dataType: DataType, operands: number, elements: readonly number[]): boolean =>
  operands === 1 || !isInteger(dataType) || elements.every(Number.isSafeInteger);

/** Before opset 7, attribute `axis` says where the second operand's dimensions stand in the first one's. */
export function legacyShape(context: OperatorContext, input: Inferred, first: Inferred): readonly number[] {
  if (context.opset >= 7 || input === first || context.node.domain !== '') return input.shape;
  const axis = context.int('axis', -1);
  const trailing = axis < 0 ? 0 : first.shape.length - axis - input.shape.length;
  if (trailing < 0) context.fail(`axis: got ${axis}, expected the second shape to end within the first`);
  return [...input.shape, ...new Array<number>(trailing).fill(1)];
}

function arithmetic(evaluate?: (dataType: DataType, context: OperatorContext) => Evaluate): OperatorRule {
  return {
    infer: (context) => {
      const inputs = [context.input(0), context.input(1)];
      const dataType = context.type(0);
      return [broadcast(context, inputs, dataType, evaluate?.(dataType, context))];
    },
  };
}

function comparison(evaluate: Evaluate): OperatorRule {
  return { infer: (context) => [broadcast(context, [context.input(0), context.input(1)], 'bool', evaluate)] };
}

function variadic(evaluate?: Evaluate): OperatorRule {
  return {
    infer: (context) => {
      const inputs = context.node.inputs.map((_, i) => context.input(i));
      if (inputs.length === 0) context.fail('inputs: got none, expected at least one');
      return [broadcast(context, inputs, context.type(0), evaluate)];
    },
  };
}

const divide = (dataType: DataType): Evaluate =>
  isInteger(dataType) ? (a, b) => (b === 0 ? NaN : Math.trunc(a / b)) : (a, b) => a / b;

/** Mod takes the sign of the divisor, or with `fmod` that of the dividend. */
const modulo = (_: DataType, context: OperatorContext): Evaluate =>
  context.int('fmod', 0) === 1 ? (a, b) => a % b : (a, b) => a - Math.floor(a / b) * b;

/** Where: https://onnx.ai/onnx/operators/onnx__Where.html */
const where: OperatorRule = {
  infer: (context) => {
    const [condition, whenTrue, whenFalse] = [context.input(0), context.input(1), context.input(2)];
    const shape = broadcastShapes([condition.shape, whenTrue.shape, whenFalse.shape]);
    if (!isFoldable(shape) || !condition.constant || !whenTrue.constant || !whenFalse.constant) {
      return [tensor(whenTrue.dataType, shape)];
    }
    const [choice, yes, no] = [condition, whenTrue, whenFalse].map((x) =>
      broadcastRead(x.constant!, x.shape, shape),
    );
    return [
      known(
        whenTrue.dataType,
        shape,
        choice!.map((chosen, i) => (chosen !== 0 ? yes![i]! : no![i]!)),
      ),
    ];
  },
};

const logical = (holds: (a: boolean, b: boolean) => boolean): OperatorRule =>
  comparison((a, b) => Number(holds(a !== 0, b !== 0)));

/** Element-wise operators with two or more data inputs. */
export const BINARY: OperatorTable = {
  Add: arithmetic(() => (a, b) => a + b),
  Sub: arithmetic(() => (a, b) => a - b),
  Mul: arithmetic(() => (a, b) => a * b),
  Div: arithmetic(divide),
  Pow: arithmetic(() => (a, b) => a ** b),
  Mod: arithmetic(modulo),
  BitShift: arithmetic(),
  BitwiseAnd: arithmetic(),
  BitwiseOr: arithmetic(),
  BitwiseXor: arithmetic(),
  Max: variadic(Math.max),
  Min: variadic(Math.min),
  Sum: variadic((a, b) => a + b),
  Mean: variadic(),
  And: logical((a, b) => a && b),
  Or: logical((a, b) => a || b),
  Xor: logical((a, b) => a !== b),
  Equal: comparison((a, b) => Number(a === b)),
  Greater: comparison((a, b) => Number(a > b)),
  GreaterOrEqual: comparison((a, b) => Number(a >= b)),
  Less: comparison((a, b) => Number(a < b)),
  LessOrEqual: comparison((a, b) => Number(a <= b)),
  Where: where,
};

/** Quantised binary operators: (A, A_scale, A_zero_point, B, B_scale, B_zero_point, C_scale, C_zero_point). */
const quantisedBinary: OperatorRule = {
  infer: (context) => [broadcast(context, [context.input(0), context.input(3)], context.type(0))],
};

export const MICROSOFT_BINARY: OperatorTable = {
  QLinearAdd: quantisedBinary,
  QLinearMul: quantisedBinary,
};

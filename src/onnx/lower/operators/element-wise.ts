import type { ElementWiseFunction } from '../../../core/network/kinds/element-wise.js';
import { legacyShape } from '../../operators/elementwise-binary.js';
import type { LoweringContext } from '../context.js';
import type { Lowering, LoweringTable } from '../lowering.js';
import { outputDataType } from './output-type.js';

const UNARY = {
  ...{ Abs: 'abs', Neg: 'negate', Sign: 'sign', Reciprocal: 'reciprocal', Sqrt: 'square-root' },
  ...{ Exp: 'exponential', Log: 'logarithm', Erf: 'error-function' },
  ...{ Floor: 'floor', Ceil: 'ceiling', Round: 'round' },
  ...{ Sin: 'sine', Cos: 'cosine', Tan: 'tangent', Asin: 'arc-sine', Acos: 'arc-cosine' },
  ...{ Atan: 'arc-tangent', Sinh: 'hyperbolic-sine', Cosh: 'hyperbolic-cosine' },
  ...{ Asinh: 'area-hyperbolic-sine', Acosh: 'area-hyperbolic-cosine' },
  ...{ Atanh: 'area-hyperbolic-tangent', BitwiseNot: 'bitwise-not' },
} as const satisfies Record<string, ElementWiseFunction>;

const TESTS = {
  ...{ Not: 'not', IsNaN: 'is-nan', IsInf: 'is-infinite', Equal: 'equal', And: 'and', Or: 'or', Xor: 'xor' },
  ...{ Less: 'less', LessOrEqual: 'less-or-equal', Greater: 'greater', GreaterOrEqual: 'greater-or-equal' },
} as const satisfies Record<string, ElementWiseFunction>;

const BINARY = {
  ...{ Add: 'add', Sub: 'subtract', Mul: 'multiply', Div: 'divide', Pow: 'power', Mod: 'modulo' },
  ...{ BitShift: 'bit-shift', BitwiseAnd: 'bitwise-and', BitwiseOr: 'bitwise-or', BitwiseXor: 'bitwise-xor' },
} as const satisfies Record<string, ElementWiseFunction>;

const VARIADIC = {
  ...{ Sum: 'sum', Mean: 'mean', Min: 'minimum', Max: 'maximum' },
} as const satisfies Record<string, ElementWiseFunction>;

/** Operands that are constants of the network become weights of the layer. */
function operands(
  context: LoweringContext,
  places: readonly number[] = context.node.inputs.map((_, place) => place),
) {
  const weights = places
    .filter((place) => context.isStatic(place))
    .map((place) => legacyShape(context, context.input(place), context.input(0)));
  return { inputs: context.dynamic(places), weights: weights.length > 0 ? { weights } : {} };
}

/** `places` are those of the operands, all inputs where absent. */
function valued(name: ElementWiseFunction, places?: readonly number[]): Lowering {
  return (context) => {
    const { inputs, weights } = operands(context, places);
    const type = outputDataType(context, context.type(inputs[0] ?? 0));
    return { operation: { kind: 'element-wise', function: name, ...weights, ...type }, inputs };
  };
}

/** The result is a truth value. */
const test =
  (name: ElementWiseFunction): Lowering =>
  (context) => {
    const { inputs, weights } = operands(context);
    return { operation: { kind: 'element-wise', function: name, ...weights }, inputs };
  };

/** Where: the type is that of what is chosen from. */
const select: Lowering = (context) => {
  const { inputs, weights } = operands(context);
  const type = outputDataType(context, context.type(inputs[1] ?? inputs[0] ?? 0));
  return { operation: { kind: 'element-wise', function: 'select', ...weights, ...type }, inputs };
};

/** A cast to the type that the input has already moves nothing. */
const cast: Lowering = (context) =>
  context.output(0).dataType === context.type(0)
    ? { operation: { kind: 'identity' } }
    : valued('cast', [0])(context);

const table = (
  names: Readonly<Record<string, ElementWiseFunction>>,
  lower: (name: ElementWiseFunction) => Lowering,
): LoweringTable =>
  Object.fromEntries(Object.entries(names).map(([operator, name]) => [operator, lower(name)]));

export const ELEMENT_WISE: LoweringTable = {
  ...table({ ...UNARY, ...BINARY, ...VARIADIC }, valued),
  ...table(TESTS, test),
  Where: select,
  Cast: cast,
  CastLike: cast,
};

/** Scales and zero points stand between the operands. */
export const MICROSOFT_ELEMENT_WISE: LoweringTable = {
  QLinearAdd: valued('add', [0, 3]),
  QLinearMul: valued('multiply', [0, 3]),
};

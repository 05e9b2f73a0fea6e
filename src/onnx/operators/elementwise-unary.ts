import type { OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { known, tensor, type Inferred } from './value.js';

type Evaluate = (x: number) => number;

/** Output like the input; values are followed where `evaluate` is given. */
function sameType(evaluate?: Evaluate): OperatorRule {
  return { infer: (context) => [mapped(context, context.input(0), evaluate)] };
}

function mapped(context: OperatorContext, input: Inferred, evaluate: Evaluate | undefined): Inferred {
  const { dataType, shape, constant } = input;
  return constant && evaluate ? known(dataType, shape, constant.map(evaluate)) : tensor(dataType, shape);
}

function toBool(evaluate?: Evaluate): OperatorRule {
  return {
    infer: (context) => {
      const { shape, constant } = context.input(0);
      return [constant && evaluate ? known('bool', shape, constant.map(evaluate)) : tensor('bool', shape)];
    },
  };
}

/** Rounds halves to the even neighbour. */
function roundHalfToEven(x: number): number {
  const floor = Math.floor(x);
  const isHalf = x - floor === 0.5;
  return isHalf ? floor + (Math.abs(floor) % 2) : Math.round(x);
}

/** Clip (opset 6 has the bounds as attributes, 11 and later as inputs). */
const clip: OperatorRule = {
  infer: (context) => {
    const x = context.input(0);
    if (context.opset < 11) {
      const [low, high] = [context.float('min', -Infinity), context.float('max', Infinity)];
      return [mapped(context, x, (value) => Math.min(Math.max(value, low), high))];
    }
    const bounds = [context.inputs[1], context.inputs[2]];
    const isKnown = bounds.every((bound) => bound === undefined || bound.constant?.length === 1);
    const low = bounds[0]?.constant?.[0] ?? -Infinity;
    const high = bounds[1]?.constant?.[0] ?? Infinity;
    return [mapped(context, x, isKnown ? (value) => Math.min(Math.max(value, low), high) : undefined)];
  },
};

const quantisedSame: OperatorRule = { infer: (context) => [tensor(context.type(0), context.shape(0))] };

const EVALUATED: Readonly<Record<string, Evaluate>> = {
  Abs: Math.abs,
  Ceil: Math.ceil,
  Exp: Math.exp,
  Floor: Math.floor,
  Identity: (x) => x,
  Log: Math.log,
  Neg: (x) => -x,
  Reciprocal: (x) => 1 / x,
  Relu: (x) => Math.max(x, 0),
  Round: roundHalfToEven,
  Sign: Math.sign,
  Sqrt: Math.sqrt,
};

const ACTIVATIONS = [
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Cos', 'Cosh', 'Sin', 'Sinh', 'Tan', 'Tanh', 'Erf'],
  ...['Celu', 'Elu', 'Gelu', 'HardSigmoid', 'HardSwish', 'LeakyRelu', 'Mish', 'Selu', 'Shrink', 'Sigmoid'],
  ...[
    'Softplus',
    'Softsign',
    'Swish',
    'ThresholdedRelu',
    'BitwiseNot',
    'PRelu',
    'ImageScaler',
    'Scale',
    'ScaledTanh',
  ],
];

/** Element-wise operators with one data input. */
export const UNARY: OperatorTable = {
  ...Object.fromEntries(Object.entries(EVALUATED).map(([name, evaluate]) => [name, sameType(evaluate)])),
  ...Object.fromEntries(ACTIVATIONS.map((name) => [name, sameType()])),
  Clip: clip,
  Not: toBool((x) => (x === 0 ? 1 : 0)),
  IsNaN: toBool((x) => (Number.isNaN(x) ? 1 : 0)),
  IsInf: toBool(),
};

/** Element-wise operators of the `com.microsoft` domain. */
export const MICROSOFT_UNARY: OperatorTable = {
  Gelu: sameType(),
  FastGelu: sameType(),
  BiasGelu: sameType(),
  QuickGelu: sameType(),
  QLinearSigmoid: quantisedSame,
  QLinearLeakyRelu: quantisedSame,
  QLinearSoftmax: quantisedSame,
};

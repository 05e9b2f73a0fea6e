import type { Shape } from '../../core/network/tensor.js';
import { normalAxes, normalAxis, type OperatorContext } from './context.js';
import { forEachOffset, productOf, rowMajorStrides, stridedRead } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { isFoldable, known, tensor, type Inferred } from './value.js';

type Fold = (elements: readonly number[]) => number;

/** First opset in which the axes are an input; attributes before. */
const AXES_INPUT_SINCE: Readonly<Record<string, number>> = { ReduceSum: 13 };
const OTHER_AXES_INPUT_SINCE = 18;

function reduction(fold?: Fold): OperatorRule {
  return {
    infer: (context) => {
      const input = context.input(0);
      const axes = reductionAxes(context, input.shape.length);
      return [reduceAxes(input, axes, context.int('keepdims', 1) === 1, fold)];
    },
  };
}

/** Axes of a reduction, all of them where none are given. Throws `NodeProblem`. */
export function reductionAxes(context: OperatorContext, rank: number): ReadonlySet<number> {
  const since = AXES_INPUT_SINCE[context.node.operator] ?? OTHER_AXES_INPUT_SINCE;
  const axes = context.opset < since ? context.ints('axes') : context.optionalConstant(1);
  if (axes && axes.length > 0) return new Set(normalAxes(context, axes, rank));
  const isNoop = context.int('noop_with_empty_axes', 0) === 1;
  return new Set(isNoop ? [] : Array.from({ length: rank }, (_, i) => i));
}

function reduceAxes(
  input: Inferred,
  axes: ReadonlySet<number>,
  keeps: boolean,
  fold: Fold | undefined,
): Inferred {
  const { dataType, shape, constant } = input;
  const result = keeps
    ? shape.map((dim, i) => (axes.has(i) ? 1 : dim))
    : shape.filter((_, i) => !axes.has(i));
  if (!constant || !fold || !isFoldable(result)) return tensor(dataType, result);
  const strides = rowMajorStrides(shape);
  const pick = <T>(values: readonly T[], reduced: boolean): T[] =>
    values.filter((_, i) => axes.has(i) === reduced);
  const elements: number[] = [];
  forEachOffset(pick(shape, false), pick(strides, false), 0, (offset) => {
    elements.push(fold(stridedRead(constant, pick(shape, true), pick(strides, true), offset)));
  });
  return known(dataType, result, elements);
}

/** ArgMax and ArgMin: one axis, int64 positions. */
const argument: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const axis = normalAxis(context, context.int('axis', 0), shape.length);
    const keeps = context.int('keepdims', 1) === 1;
    return [tensor('int64', keeps ? shape.with(axis, 1) : shape.toSpliced(axis, 1))];
  },
};

const cumulativeSum: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const isPlain = context.int('exclusive', 0) === 0 && context.int('reverse', 0) === 0;
    const axis = context.inputs[1]?.constant?.[0];
    if (!constant || !isPlain || axis === undefined) return [tensor(dataType, shape)];
    return [known(dataType, shape, runningSum(constant, shape, normalAxis(context, axis, shape.length)))];
  },
};

function runningSum(elements: readonly number[], shape: Shape, axis: number): number[] {
  const inner = productOf(shape, axis + 1);
  const sums = [...elements];
  for (let i = inner; i < sums.length; i++) {
    const row = Math.floor(i / inner);
    const isFirst = row % (shape[axis] ?? 1) === 0;
    if (!isFirst) sums[i]! += sums[i - inner]!;
  }
  return sums;
}

const sum: Fold = (elements) => elements.reduce((a, b) => a + b, 0);

/** Operators that combine the elements along axes. */
export const REDUCE: OperatorTable = {
  ReduceSum: reduction(sum),
  ReduceProd: reduction((elements) => elements.reduce((a, b) => a * b, 1)),
  ReduceMax: reduction((elements) => elements.reduce((a, b) => Math.max(a, b), -Infinity)),
  ReduceMin: reduction((elements) => elements.reduce((a, b) => Math.min(a, b), Infinity)),
  ReduceMean: reduction(),
  ReduceL1: reduction(),
  ReduceL2: reduction(),
  ReduceLogSum: reduction(),
  ReduceLogSumExp: reduction(),
  ReduceSumSquare: reduction(),
  ArgMax: argument,
  ArgMin: argument,
  CumSum: cumulativeSum,
  CumProd: { infer: (context) => [tensor(context.type(0), context.shape(0))] },
};

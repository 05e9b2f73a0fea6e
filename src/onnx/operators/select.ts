import { formatShape } from '../../core/network/tensor.js';
import { normalAxes, normalAxis, type OperatorContext } from './context.js';
import { forEachOffset, productOf, rowMajorStrides, stridedRead } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { isFoldable, known, tensor } from './value.js';

export interface SliceParameters {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly axes: readonly number[];
  readonly steps: readonly number[];
}

/** Slice: parameters are attributes before opset 10 and inputs from then on. */
const slice: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const { starts, ends, axes, steps } = sliceParameters(context);
    const result = [...shape];
    const strides = rowMajorStrides(shape);
    let offset = 0;
    axes.forEach((axis, i) => {
      const step = steps[i]!;
      const start = clampStart(starts[i]!, shape[axis]!, step);
      const end = clampEnd(ends[i]!, shape[axis]!, step);
      result[axis] = Math.max(Math.ceil((end - start) / step), 0);
      offset += start * strides[axis]!;
      strides[axis]! *= step;
    });
    return [
      constant
        ? known(dataType, result, stridedRead(constant, result, strides, offset))
        : tensor(dataType, result),
    ];
  },
};

/** What to cut, with the axes counted from the front. Throws `NodeProblem`. */
export function sliceParameters(context: OperatorContext): SliceParameters {
  const missing = (name: string): never => context.fail(`${name}: got nothing, expected integers`);
  const isAttribute = context.opset < 10;
  const starts = isAttribute ? (context.ints('starts') ?? missing('starts')) : context.constant(1);
  const ends = isAttribute ? (context.ints('ends') ?? missing('ends')) : context.constant(2);
  const axes = (isAttribute ? context.ints('axes') : context.optionalConstant(3)) ?? starts.map((_, i) => i);
  const steps = (isAttribute ? undefined : context.optionalConstant(4)) ?? starts.map(() => 1);
  if (ends.length !== starts.length || axes.length !== starts.length || steps.length !== starts.length) {
    context.fail(
      `slice: got ${starts.length} starts, ${ends.length} ends, ${axes.length} axes, ${steps.length} steps, expected as many of each`,
    );
  }
  if (steps.includes(0)) context.fail('steps: got 0, expected another integer');
  return { starts, ends, steps, axes: normalAxes(context, axes, context.shape(0).length) };
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function clampStart(start: number, size: number, step: number): number {
  const index = start < 0 ? start + size : start;
  return step > 0 ? clamp(index, 0, size) : clamp(index, 0, size - 1);
}

function clampEnd(end: number, size: number, step: number): number {
  const index = end < 0 ? end + size : end;
  return step > 0 ? clamp(index, 0, size) : clamp(index, -1, size - 1);
}

/** Gather: the dimension `axis` is replaced by the shape of the indices. */
const gather: OperatorRule = {
  infer: (context) => {
    const [data, indices] = [context.input(0), context.input(1)];
    const axis = normalAxis(context, context.int('axis', 0), data.shape.length);
    const shape = data.shape.toSpliced(axis, 1, ...indices.shape);
    if (!data.constant || !indices.constant || !isFoldable(shape)) return [tensor(data.dataType, shape)];
    const size = data.shape[axis]!;
    const inner = productOf(data.shape, axis + 1);
    const elements: number[] = [];
    for (let outer = 0; outer < productOf(data.shape, 0, axis); outer++) {
      for (const index of indices.constant) {
        const from = (outer * size + checkedIndex(context, index, size)) * inner;
        for (let i = 0; i < inner; i++) elements.push(data.constant[from + i]!);
      }
    }
    return [known(data.dataType, shape, elements)];
  },
};

export function checkedIndex(context: OperatorContext, index: number, size: number): number {
  const position = index < 0 ? index + size : index;
  if (!(position >= 0 && position < size))
    context.fail(`index: got ${index}, expected one of ${size} positions`);
  return position;
}

const gatherElements: OperatorRule = {
  infer: (context) => {
    const [data, indices] = [context.input(0), context.input(1)];
    const axis = normalAxis(context, context.int('axis', 0), data.shape.length);
    if (indices.shape.length !== data.shape.length) {
      context.fail(
        `rank of indices: got ${formatShape(indices.shape)}, expected that of ${formatShape(data.shape)}`,
      );
    }
    if (!data.constant || !indices.constant) return [tensor(data.dataType, indices.shape)];
    const strides = rowMajorStrides(data.shape);
    const elements: number[] = [];
    let at = 0;
    forEachOffset(indices.shape, strides.with(axis, 0), 0, (offset) => {
      const index = checkedIndex(context, indices.constant![at++]!, data.shape[axis]!);
      elements.push(data.constant![offset + index * strides[axis]!] ?? NaN);
    });
    return [known(data.dataType, indices.shape, elements)];
  },
};

/** GatherND: indices[..., k] address the k dimensions of data that follow the batch dimensions. */
const gatherNd: OperatorRule = {
  infer: (context) => {
    const data = context.shapeOfRank(0, 1);
    const indices = context.shapeOfRank(1, 1);
    const batch = context.int('batch_dims', 0);
    const depth = indices.at(-1)!;
    if (batch + depth > data.length)
      context.fail(`index depth: got ${depth}, expected at most ${data.length - batch}`);
    return [tensor(context.type(0), [...indices.slice(0, -1), ...data.slice(batch + depth)])];
  },
};

/** The axis (all elements where absent) loses what the condition does not select. */
const compress: OperatorRule = {
  infer: (context) => {
    const selected = context.constant(1).filter((x) => x !== 0).length;
    if (!context.node.attributes.has('axis')) return [tensor(context.type(0), [selected])];
    const shape = context.shape(0);
    return [
      tensor(
        context.type(0),
        shape.with(normalAxis(context, context.requiredInt('axis'), shape.length), selected),
      ),
    ];
  },
};

/** NonZero: [rank, number of elements that are not zero]. */
const nonZero: OperatorRule = {
  infer: (context) => {
    const { shape } = context.input(0);
    const elements = context.constant(0);
    const strides = rowMajorStrides(shape);
    const found = elements.flatMap((x, i) => (x !== 0 ? [i] : []));
    const indices = shape.flatMap((dim, axis) => found.map((i) => Math.floor(i / strides[axis]!) % dim));
    return [known('int64', [shape.length, found.length], indices)];
  },
};

/** TopK: k is an attribute before opset 10. */
const topK: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const k = context.opset < 10 ? context.requiredInt('k') : context.scalar(1);
    const result = shape.with(normalAxis(context, context.int('axis', -1), shape.length), k);
    return [tensor(context.type(0), result), tensor('int64', result)];
  },
};

/** Unique without an axis: distinct elements, their first places, the place of each element, and counts. */
const unique: OperatorRule = {
  infer: (context) => {
    if (context.node.attributes.has('axis'))
      context.fail('distinct slices: got ones that depend on data, expected Unique without an axis');
    const elements = context.constant(0);
    const distinct = new Set(elements).size;
    return [
      tensor(context.type(0), [distinct]),
      tensor('int64', [distinct]),
      tensor('int64', [elements.length]),
      tensor('int64', [distinct]),
    ];
  },
};

/** ArrayFeatureExtractor of ai.onnx.ml: selects positions of the last dimension. */
const arrayFeatureExtractor: OperatorRule = {
  infer: (context) => {
    const data = context.shapeOfRank(0, 1);
    const count = productOf(context.shape(1));
    return [tensor(context.type(0), data.length === 1 ? [1, count] : [...data.slice(0, -1), count])];
  },
};

const sameAsData: OperatorRule = { infer: (context) => [tensor(context.type(0), context.shape(0))] };

/** Operators that pick elements by index. */
export const SELECT: OperatorTable = {
  Slice: slice,
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherNd,
  Compress: compress,
  NonZero: nonZero,
  TopK: topK,
  Unique: unique,
  ReverseSequence: sameAsData,
  Trilu: sameAsData,
};

export const ML_SELECT: OperatorTable = {
  ArrayFeatureExtractor: arrayFeatureExtractor,
  Binarizer: sameAsData,
};

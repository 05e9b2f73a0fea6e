import { formatShape, type Shape } from '../../core/network/tensor.js';
import { normalAxis, type OperatorContext } from './context.js';
import { productOf, rowMajorStrides, stridedRead } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { isFoldable, known, tensor, type Inferred } from './value.js';

/** Concatenation of tensors that agree in every dimension but `axis`. */
export function concatenate(context: OperatorContext, inputs: readonly Inferred[], axis: number): Inferred {
  const { dataType, shape } = inputs[0] ?? context.fail('inputs: got none, expected at least one');
  for (const input of inputs) {
    const agrees =
      input.shape.length === shape.length && input.shape.every((dim, i) => i === axis || dim === shape[i]);
    if (!agrees) {
      context.fail(
        `shapes to concatenate: got ${formatShape(shape)} and ${formatShape(input.shape)}, expected equal dimensions except ${axis}`,
      );
    }
  }
  const result = shape.with(
    axis,
    inputs.reduce((sum, input) => sum + input.shape[axis]!, 0),
  );
  if (!isFoldable(result) || inputs.some((input) => !input.constant)) return tensor(dataType, result);
  return known(dataType, result, joinElements(inputs, axis));
}

function joinElements(inputs: readonly Inferred[], axis: number): number[] {
  const filled = inputs.filter((input) => input.constant!.length > 0);
  const outer = filled.length > 0 ? productOf(filled[0]!.shape, 0, axis) : 0;
  const elements: number[] = [];
  for (let i = 0; i < outer; i++) {
    for (const { shape, constant } of filled) {
      const block = productOf(shape, axis);
      for (let j = 0; j < block; j++) elements.push(constant![i * block + j]!);
    }
  }
  return elements;
}

/** Concat; `axis` had the default 1 before opset 4. */
const concat: OperatorRule = {
  infer: (context) => {
    const inputs = context.node.inputs.map((_, i) => context.input(i));
    const axis = context.opset < 4 ? context.int('axis', 1) : context.requiredInt('axis');
    return [concatenate(context, inputs, normalAxis(context, axis, context.shape(0).length))];
  },
};

/** (Y_scale, Y_zero_point, then tensor, scale and zero point of each part): the type is that of Y_zero_point. */
const quantisedConcat: OperatorRule = {
  infer: (context) => {
    const parts = context.inputs
      .filter((_, i) => i >= 2 && (i - 2) % 3 === 0)
      .map((_, k) => context.input(2 + 3 * k));
    if (parts.length === 0) context.fail('inputs: got none, expected at least one tensor');
    return [
      concatenate(context, parts, normalAxis(context, context.requiredInt('axis'), parts[0]!.shape.length)),
    ];
  },
};

/** Split: sizes from an attribute (opset < 13), an input, or equal parts of which the last may be smaller (18). */
const split: OperatorRule = {
  infer: (context) => {
    const input = context.input(0);
    const axis = normalAxis(context, context.int('axis', 0), input.shape.length);
    const sizes = splitSizes(context, input.shape[axis]!);
    const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, part) => sum + part, 0));
    return sizes.map((part, i) => slab(input, axis, starts[i]!, part));
  },
};

function splitSizes(context: OperatorContext, total: number): readonly number[] {
  const given =
    context.opset < 13 ? (context.ints('split') ?? context.optionalConstant(1)) : context.optionalConstant(1);
  const parts = given?.length ?? context.int('num_outputs', context.outputCount);
  if (parts !== context.outputCount) context.fail(`outputs: got ${context.outputCount}, expected ${parts}`);
  if (given) {
    if (given.reduce((sum, part) => sum + part, 0) !== total || given.some((part) => part < 0)) {
      context.fail(`split: got [${given.join(', ')}], expected sizes that add up to ${total}`);
    }
    return given;
  }
  const part = Math.ceil(total / parts);
  return Array.from({ length: parts }, (_, i) => Math.max(Math.min(part, total - i * part), 0));
}

function slab(input: Inferred, axis: number, start: number, count: number): Inferred {
  const shape: Shape = input.shape.with(axis, count);
  if (!input.constant) return tensor(input.dataType, shape);
  const strides = rowMajorStrides(input.shape);
  return known(input.dataType, shape, stridedRead(input.constant, shape, strides, start * strides[axis]!));
}

/** Operators that join tensors along an axis or cut them apart. */
export const JOIN_SPLIT: OperatorTable = { Concat: concat, Split: split };

export const MICROSOFT_JOIN: OperatorTable = { QLinearConcat: quantisedConcat };

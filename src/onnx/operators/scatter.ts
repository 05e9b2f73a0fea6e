import { normalAxis } from './context.js';
import { forEachOffset, productOf, rowMajorStrides } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { checkedIndex } from './select.js';
import { known, tensor } from './value.js';

const sameAsData: OperatorRule = { infer: (context) => [tensor(context.type(0), context.shape(0))] };

/** ScatterND on values: each index tuple overwrites one slice. Reductions are not followed. */
const scatterNd: OperatorRule = {
  infer: (context) => {
    const [data, indices, updates] = [context.input(0), context.input(1), context.input(2)];
    const isPlain = context.string('reduction', 'none') === 'none';
    if (!isPlain || !data.constant || !indices.constant || !updates.constant)
      return sameAsData.infer(context);
    const depth = indices.shape.at(-1) ?? 0;
    const strides = rowMajorStrides(data.shape);
    const block = productOf(data.shape, depth);
    const tuples = productOf(indices.shape, 0, indices.shape.length - 1);
    if (updates.constant.length !== tuples * block || depth > data.shape.length)
      return sameAsData.infer(context);
    const elements = [...data.constant];
    for (let t = 0; t < tuples; t++) {
      let offset = 0;
      for (let k = 0; k < depth; k++) {
        offset += checkedIndex(context, indices.constant[t * depth + k]!, data.shape[k]!) * strides[k]!;
      }
      for (let i = 0; i < block; i++) elements[offset + i] = updates.constant[t * block + i]!;
    }
    return [known(data.dataType, data.shape, elements)];
  },
};

/** ScatterElements on values, along one axis. Reductions are not followed. */
const scatterElements: OperatorRule = {
  infer: (context) => {
    const [data, indices, updates] = [context.input(0), context.input(1), context.input(2)];
    const isPlain = context.string('reduction', 'none') === 'none';
    if (!isPlain || !data.constant || !indices.constant || !updates.constant)
      return sameAsData.infer(context);
    if (indices.shape.length !== data.shape.length) return sameAsData.infer(context);
    const axis = normalAxis(context, context.int('axis', 0), data.shape.length);
    const strides = rowMajorStrides(data.shape);
    const elements = [...data.constant];
    let at = 0;
    forEachOffset(indices.shape, strides.with(axis, 0), 0, (offset) => {
      const index = checkedIndex(context, indices.constant![at]!, data.shape[axis]!);
      const target = offset + index * strides[axis]!;
      if (target < elements.length) elements[target] = updates.constant![at] ?? NaN;
      at++;
    });
    return [known(data.dataType, data.shape, elements)];
  },
};

/** Operators that overwrite elements by index; Scatter is the name of ScatterElements before opset 11. */
export const SCATTER: OperatorTable = {
  Scatter: scatterElements,
  ScatterElements: scatterElements,
  ScatterND: scatterNd,
  TensorScatter: sameAsData,
};

import type { DataType } from '../../core/network/data-type.js';
import { countOf, isFoldable, known, tensor, type Inferred } from './value.js';
import type { OnnxTensor } from '../model.js';
import { typeAttribute } from './cast.js';
import { normalAxis, type OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';

/** A stored tensor as a value. Throws where its element type is not supported. */
export function tensorValue(context: OperatorContext, stored: OnnxTensor): Inferred {
  const dataType =
    stored.dataType ?? context.fail(`element type: got ${stored.typeName}, expected a numeric tensor type`);
  return { dataType, shape: stored.shape, constant: stored.values };
}

const constant: OperatorRule = {
  infer: (context) => {
    const stored = context.tensor('value') ?? context.tensor('sparse_value');
    if (stored) return [tensorValue(context, stored)];
    const { attributes } = context.node;
    if (attributes.has('value_int')) return [known('int64', [], [context.requiredInt('value_int')])];
    if (attributes.has('value_float')) return [known('float32', [], [context.float('value_float', 0)])];
    const list =
      context.ints('value_ints') ??
      context.floats('value_floats') ??
      context.fail(
        'attributes: got none with a numeric value, expected value, value_int(s) or value_float(s)',
      );
    return [known(attributes.has('value_ints') ? 'int64' : 'float32', [list.length], list)];
  },
};

const constantOfShape: OperatorRule = {
  infer: (context) => {
    const shape = context.constant(0);
    const stored = context.tensor('value');
    const { dataType, constant: fill } = stored ? tensorValue(context, stored) : known('float32', [], [0]);
    if (fill?.length !== 1 || !isFoldable(shape)) return [tensor(dataType, shape)];
    return [known(dataType, shape, new Array<number>(countOf(shape)).fill(fill[0]!))];
  },
};

/** Range(start, limit, delta): max(ceil((limit - start) / delta), 0) elements. */
const range: OperatorRule = {
  infer: (context) => {
    const [start, limit, delta] = [context.scalar(0), context.scalar(1), context.scalar(2)];
    const count = Math.max(Math.ceil((limit - start) / delta), 0);
    if (!Number.isSafeInteger(count))
      context.fail(`elements of the range: got ${count}, expected a finite number`);
    const dataType = context.type(0);
    if (!isFoldable([count])) return [tensor(dataType, [count])];
    return [
      known(
        dataType,
        [count],
        Array.from({ length: count }, (_, i) => start + i * delta),
      ),
    ];
  },
};

const eyeLike: OperatorRule = {
  infer: (context) => [tensor(typeAttribute(context, 'dtype', context.type(0)), context.shape(0))],
};

function randomOfShape(): OperatorRule {
  return {
    infer: (context) => [
      tensor(
        typeAttribute(context, 'dtype', 'float32'),
        context.ints('shape') ?? context.fail("attribute 'shape': got nothing, expected integers"),
      ),
    ],
  };
}

const multinomial: OperatorRule = {
  infer: (context) => [
    tensor(typeAttribute(context, 'dtype', 'int32'), [
      context.shapeOfRank(0, 1)[0]!,
      context.int('sample_size', 1),
    ]),
  ],
};

/** OneHot(indices, depth, values): a new dimension of size depth. */
const oneHot: OperatorRule = {
  infer: (context) => {
    const indices = context.shape(0);
    const depth = Math.trunc(context.scalar(1));
    const axis = normalAxis(context, context.int('axis', -1), indices.length + 1);
    return [tensor(context.type(2), indices.toSpliced(axis, 0, depth))];
  },
};

const window: OperatorRule = {
  infer: (context) => [
    tensor(typeAttribute(context, 'output_datatype', 'float32' satisfies DataType), [context.scalar(0)]),
  ],
};

/** MelWeightMatrix(num_mel_bins, dft_length, ...): [dft_length / 2 + 1, num_mel_bins]. */
const melWeightMatrix: OperatorRule = {
  infer: (context) => [
    tensor(typeAttribute(context, 'output_datatype', 'float32'), [
      Math.floor(context.scalar(1) / 2) + 1,
      context.scalar(0),
    ]),
  ],
};

/** Operators that make tensors out of attributes and sizes. */
export const GENERATE: OperatorTable = {
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Range: range,
  EyeLike: eyeLike,
  RandomNormal: randomOfShape(),
  RandomUniform: randomOfShape(),
  RandomNormalLike: eyeLike,
  RandomUniformLike: eyeLike,
  Bernoulli: eyeLike,
  Multinomial: multinomial,
  OneHot: oneHot,
  HannWindow: window,
  HammingWindow: window,
  BlackmanWindow: window,
  MelWeightMatrix: melWeightMatrix,
};

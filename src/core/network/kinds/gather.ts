import { CoreError } from '../../errors.js';
import { elementCount, safeSum, type Shape, type TensorType } from '../tensor.js';
import { checkIntegers, resolveAxis } from './checks.js';
import { memoryBound, noWork, type LayerRules } from './rules.js';

/** Picks slices of its first input along `axis`, by a tensor of indices: the axis becomes the indices' shape. */
export interface Gather {
  readonly kind: 'gather';
  readonly axis: number;
  /** Shape of the indices where they are known beforehand; else they are the second input. */
  readonly indices?: Shape;
}

export const gather: LayerRules<Gather> = {
  inputCount: { least: 1, most: 2 },
  outputs(operation, inputs) {
    const { shape, dataType } = inputs[0]!;
    const axis = resolveAxis(operation.axis, shape.length);
    const indices = indexShape(operation, inputs);
    return [{ shape: [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)], dataType }];
  },
  work: noWork,
  elementsRead: ([, indices], [output]) =>
    safeSum([indices === undefined ? 0 : elementCount(indices.shape), elementCount(output!.shape)]),
  layerClass: memoryBound,
  mayBeEmpty: true,
};

function indexShape({ indices }: Gather, [, computed]: readonly TensorType[]): Shape {
  if (indices !== undefined) checkIntegers('indices', indices, 0);
  const shape = computed?.shape ?? indices;
  if (shape !== undefined && (computed === undefined || indices === undefined)) return shape;
  throw new CoreError(
    'wrong-tensor-count',
    `inputs: got ${shape === undefined ? 'no indices' : 'indices twice'}, ` +
      'expected either a second input or the shape of known indices',
    { parameter: 'indices' },
  );
}

import { CoreError } from '../../errors.js';
import { broadcast } from '../broadcast.js';
import type { DataType } from '../data-type.js';
import { formatShape, safeProduct, type Shape } from '../tensor.js';
import { checkLeastRank } from './checks.js';
import { NO_WORK, type LayerRules } from './rules.js';

/**
 * Product of two tensors that are both computed: [..., m, k] · [..., k, n] → [..., m, n], the leading
 * dimensions broadcast. A vector is a row on the left and a column on the right (numpy matmul).
 * A product with a weight matrix is a connected layer.
 */
export interface MatrixProduct {
  readonly kind: 'matrix-product';
  /** Whether the left input is [..., k, m]. */
  readonly transposesLeft?: boolean;
  /** Whether the right input is [..., n, k]. */
  readonly transposesRight?: boolean;
  /** Element type of the output where it is not the left input's. */
  readonly outputDataType?: DataType;
}

/** MACs = output elements · k. */
export const matrixProduct: LayerRules<MatrixProduct> = {
  inputCount: { least: 2, most: 2 },
  outputs(operation, [left, right]) {
    checkLeastRank(left!, 1, '[..., m, k]');
    checkLeastRank(right!, 1, '[..., k, n]');
    return [
      {
        shape: productShape(operation, left!.shape, right!.shape),
        dataType: operation.outputDataType ?? left!.dataType,
      },
    ];
  },
  work(operation, [left], [output]) {
    return { ...NO_WORK, macs: safeProduct([...output!.shape, asLeft(operation, left!.shape).common]) };
  },
  layerClass: () => 'connected',
  kernels: (operation, [, right]) => asRight(operation, right!.shape).own[0] ?? 1,
};

interface Operand {
  readonly leading: Shape;
  /** m of the left operand, n of the right one; none for a vector. */
  readonly own: readonly number[];
  /** k */
  readonly common: number;
}

function asLeft({ transposesLeft }: MatrixProduct, shape: Shape): Operand {
  if (shape.length === 1) return { leading: [], own: [], common: shape[0]! };
  const [m, k] = lastTwo(shape, transposesLeft ?? false);
  return { leading: shape.slice(0, -2), own: [m], common: k };
}

function asRight({ transposesRight }: MatrixProduct, shape: Shape): Operand {
  if (shape.length === 1) return { leading: [], own: [], common: shape[0]! };
  const [k, n] = lastTwo(shape, transposesRight ?? false);
  return { leading: shape.slice(0, -2), own: [n], common: k };
}

function lastTwo(shape: Shape, swapped: boolean): [number, number] {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  return swapped ? [columns, rows] : [rows, columns];
}

function productShape(operation: MatrixProduct, leftShape: Shape, rightShape: Shape): Shape {
  const left = asLeft(operation, leftShape);
  const right = asRight(operation, rightShape);
  if (left.common !== right.common) {
    throw new CoreError(
      'shape-mismatch',
      `inputs: got ${formatShape(leftShape)} · ${formatShape(rightShape)}, which sum over ${left.common} and ` +
        `${right.common} elements, expected as many on both sides`,
      { parameter: 'inputs' },
    );
  }
  return [...broadcast([left.leading, right.leading]), ...left.own, ...right.own];
}

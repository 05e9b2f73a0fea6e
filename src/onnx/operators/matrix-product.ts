import type { DataType } from '../../core/network/data-type.js';
import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OperatorContext } from './context.js';
import { broadcastShapes, productOf } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

/** Input places of the two operands, and the type of the output. */
interface ProductForm {
  readonly right?: number;
  readonly outputType?: (context: OperatorContext) => DataType;
}

/** Shape of A · B with the broadcasting of numpy.matmul: https://numpy.org/doc/stable/reference/generated/numpy.matmul.html */
export function productShape(context: OperatorContext, left: Shape, right: Shape): Shape {
  const a = left.length === 1 ? [1, ...left] : left;
  const b = right.length === 1 ? [...right, 1] : right;
  if (a.length < 2 || b.length < 2 || a.at(-1) !== b.at(-2)) {
    context.fail(
      `shapes to multiply: got ${formatShape(left)} and ${formatShape(right)}, expected equal inner dimensions`,
    );
  }
  const batch = broadcastShapes([a.slice(0, -2), b.slice(0, -2)]);
  return [...batch, ...(left.length === 1 ? [] : [a.at(-2)!]), ...(right.length === 1 ? [] : [b.at(-1)!])];
}

/** MACs: every output element takes as many products as the inner dimension is long. */
function matrixProduct({
  right = 1,
  outputType = (context) => context.type(0),
}: ProductForm = {}): OperatorRule {
  return {
    infer: (context) => [
      tensor(outputType(context), productShape(context, context.shape(0), context.shape(right))),
    ],
    macs: (context, [output]) => productOf(output!.shape) * context.shape(0).at(-1)!,
  };
}

/** Gemm: A and B are matrices, either of which may be transposed. */
function generalProduct(right: number, outputType: (context: OperatorContext) => DataType): OperatorRule {
  return {
    infer: (context) => {
      const { rows, inner } = leftMatrix(context);
      const b = matrix(context, right);
      const [bInner, columns] = context.int('transB', 0) ? [b[1], b[0]] : b;
      if (inner !== bInner) {
        context.fail(
          `shapes to multiply: got ${formatShape(context.shape(0))} and ${formatShape(b)}, expected equal inner dimensions`,
        );
      }
      return [tensor(outputType(context), [rows, columns])];
    },
    macs: (context, [output]) => productOf(output!.shape) * leftMatrix(context).inner,
    int32Weights: right !== 1,
  };
}

function leftMatrix(context: OperatorContext): { rows: number; inner: number } {
  const [rows, inner] = matrix(context, 0);
  return context.int('transA', 0) ? { rows: inner, inner: rows } : { rows, inner };
}

function matrix(context: OperatorContext, index: number): readonly [number, number] {
  const shape = context.shape(index);
  // Up to opset 6 Gemm flattens its first operand.
  if (index === 0 && shape.length > 2 && context.opset < 7 && context.node.domain === '')
    return [shape[0]!, productOf(shape, 1)];
  if (shape.length !== 2)
    context.fail(`rank of input ${index}: got ${formatShape(shape)}, expected a matrix`);
  return [shape[0]!, shape[1]!];
}

/** FusedMatMul: operands may have their last two dimensions, or the batch as well, transposed. */
const fusedProduct: OperatorRule = {
  infer: (context) => {
    const [left, right] = [operand(context, 0, 'A'), operand(context, 1, 'B')];
    return [tensor(context.type(0), productShape(context, left, right))];
  },
  macs: (context, [output]) => productOf(output!.shape) * operand(context, 0, 'A').at(-1)!,
};

function operand(context: OperatorContext, index: number, side: 'A' | 'B'): Shape {
  const shape = [...context.shape(index)];
  if (shape.length < 2) return shape;
  if (context.int(`transBatch${side}`, 0)) shape.splice(shape.length - 2, 0, shape.shift()!);
  if (context.int(`trans${side}`, 0)) shape.push(...shape.splice(-2).reverse());
  return shape;
}

/** MatMulNBits: B is packed; attributes K and N give its true size. */
const packedProduct: OperatorRule = {
  infer: (context) => {
    const [inner, columns] = [context.requiredInt('K'), context.requiredInt('N')];
    const left = context.shapeOfRank(0, 1);
    if (left.at(-1) !== inner) context.fail(`inner dimension: got ${left.at(-1)}, expected K = ${inner}`);
    return [tensor(context.type(0), left.with(-1, columns))];
  },
  macs: (context, [output]) => productOf(output!.shape) * context.requiredInt('K'),
};

/** Quantised Gemm gives floats unless the scale of its output is an input. */
const quantisedGemmType = (context: OperatorContext): DataType =>
  context.has(7) ? context.type(0) : 'float32';

export const MATRIX_PRODUCT: OperatorTable = {
  MatMul: matrixProduct(),
  MatMulInteger: matrixProduct({ outputType: () => 'int32' }),
  QLinearMatMul: matrixProduct({ right: 3, outputType: (context) => context.type(7) }),
  Gemm: generalProduct(1, (context) => context.type(0)),
};

export const MICROSOFT_MATRIX_PRODUCT: OperatorTable = {
  FusedMatMul: fusedProduct,
  TransposeMatMul: fusedProduct,
  FusedGemm: generalProduct(1, (context) => context.type(0)),
  QGemm: generalProduct(3, quantisedGemmType),
  DynamicQuantizeMatMul: matrixProduct(),
  MatMulIntegerToFloat: matrixProduct({ outputType: (context) => context.type(2) }),
  MatMulNBits: packedProduct,
};

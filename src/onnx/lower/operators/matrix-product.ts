import type { LayerOperation } from '../../../core/network/kinds/index.js';
import type { LoweringContext } from '../context.js';
import type { Lowering, LoweringTable } from '../lowering.js';
import { outputDataType } from './output-type.js';

/** Input places of the right operand and of the bias; a product without a place for a bias has none. */
interface ProductForm {
  readonly right?: number;
  readonly bias?: number;
}

function connected(context: LoweringContext, features: number, bias: boolean): LayerOperation {
  const everyPosition = context.shape(0).length === 2 ? {} : { everyPosition: true };
  return { kind: 'connected', features, bias, ...everyPosition, ...outputDataType(context) };
}

/** A product with a constant matrix is a connected layer; one of two activations is a matrix product. */
function product({ right = 1, bias = -1 }: ProductForm = {}): Lowering {
  return (context) => {
    const transposesLeft = flag(context, 'transA');
    const transposesRight = flag(context, 'transB');
    const weights = context.shape(right);
    if (context.isStatic(right)) {
      if (weights.length !== 2 || transposesLeft) return undefined;
      const features = weights[transposesRight ? 0 : 1]!;
      return { operation: connected(context, features, context.has(bias)) };
    }
    return {
      operation: {
        kind: 'matrix-product',
        ...(transposesLeft ? { transposesLeft } : {}),
        ...(transposesRight ? { transposesRight } : {}),
        ...outputDataType(context),
      },
      inputs: [0, right],
    };
  };
}

const flag = (context: LoweringContext, name: string): boolean => context.int(name, 0) !== 0;

/** MatMulNBits: the packed matrix has N columns. */
const packedProduct: Lowering = (context) => ({
  operation: connected(context, context.requiredInt('N'), context.has(5)),
});

export const MATRIX_PRODUCT: LoweringTable = {
  MatMul: product(),
  MatMulInteger: product(),
  QLinearMatMul: product({ right: 3 }),
  Gemm: product({ bias: 2 }),
};

/** Batches that are transposed as well have no kind. */
const fusedProduct: Lowering = (context) =>
  flag(context, 'transBatchA') || flag(context, 'transBatchB') ? undefined : product()(context);

export const MICROSOFT_MATRIX_PRODUCT: LoweringTable = {
  FusedMatMul: fusedProduct,
  TransposeMatMul: fusedProduct,
  FusedGemm: product({ bias: 2 }),
  QGemm: product({ right: 3, bias: 6 }),
  DynamicQuantizeMatMul: product({ bias: 4 }),
  MatMulIntegerToFloat: product({ bias: 6 }),
  MatMulNBits: packedProduct,
};

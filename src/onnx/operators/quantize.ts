import type { DataType } from '../../core/network/data-type.js';
import { typeAttribute } from './cast.js';
import type { OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

/** The type of the zero point, else attribute output_dtype (opset 21), else uint8. */
const quantisedType = (context: OperatorContext): DataType =>
  context.has(2) ? context.type(2) : explicitType(context, 'uint8');

/** output_dtype, where 0 stands for "not given". */
const explicitType = (context: OperatorContext, otherwise: DataType): DataType =>
  context.int('output_dtype', 0) === 0 ? otherwise : typeAttribute(context, 'output_dtype', otherwise);

const quantizeLinear: OperatorRule = {
  infer: (context) => [tensor(quantisedType(context), context.shape(0))],
};

const dequantizeLinear: OperatorRule = {
  infer: (context) => [tensor(explicitType(context, context.type(1)), context.shape(0))],
  int32Weights: true,
};

/** Y, its scale and its zero point. */
const dynamicQuantizeLinear: OperatorRule = {
  infer: (context) => [tensor('uint8', context.shape(0)), tensor('float32', []), tensor('uint8', [])],
};

/** Operators between floats and quantised integers. */
export const QUANTIZE: OperatorTable = {
  QuantizeLinear: quantizeLinear,
  DequantizeLinear: dequantizeLinear,
  DynamicQuantizeLinear: dynamicQuantizeLinear,
};

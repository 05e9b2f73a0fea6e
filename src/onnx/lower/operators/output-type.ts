import type { DataType } from '../../../core/network/data-type.js';
import type { LoweringContext } from '../context.js';

/** The element type of the first output, where it is not `usual`. */
export function outputDataType(
  context: LoweringContext,
  usual: DataType = context.type(0),
): { readonly outputDataType?: DataType } {
  const { dataType } = context.output(0);
  return dataType === usual ? {} : { outputDataType: dataType };
}

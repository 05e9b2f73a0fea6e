import type { DataType } from '../../core/network/data-type.js';
import { elementType, elementTypeName, integerRange } from '../element-type.js';
import type { OperatorContext } from './context.js';
import type { OperatorTable } from './rule.js';
import { known, tensor, type Inferred } from './value.js';

/** The element type that an attribute names by its `TensorProto.DataType`, or `otherwise` without it. */
export function typeAttribute(context: OperatorContext, name: string, otherwise?: DataType): DataType {
  const code = otherwise === undefined ? context.requiredInt(name) : context.int(name, -1);
  if (code === -1 && otherwise !== undefined) return otherwise;
  return (
    elementType(code) ??
    context.fail(`element type: got ${elementTypeName(code)}, expected a numeric tensor type`)
  );
}

/** Elements as another type: towards zero for integers; values that do not fit are no longer followed. */
export function castTo(dataType: DataType, { shape, constant }: Inferred): Inferred {
  if (!constant) return tensor(dataType, shape);
  if (dataType === 'bool')
    return known(
      dataType,
      shape,
      constant.map((x) => (x === 0 ? 0 : 1)),
    );
  if (integerRange(dataType)) return known(dataType, shape, constant.map(Math.trunc));
  return known(dataType, shape, constant);
}

export const CAST: OperatorTable = {
  Cast: { infer: (context) => [castTo(typeAttribute(context, 'to'), context.input(0))] },
  CastLike: { infer: (context) => [castTo(context.type(1), context.input(0))] },
};

import { CoreError } from '../../errors.js';
import { elementCount, formatShape, safeProduct, type Shape } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { movesNoData, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** The same elements in another shape, of which one dimension may be -1: what the others leave. Moves no data. */
export interface Reshape {
  readonly kind: 'reshape';
  readonly shape: readonly number[];
}

export const reshape: LayerRules<Reshape> = {
  inputCount: ONE_INPUT,
  outputs({ shape }, [input]) {
    checkIntegers('shape', shape, -1);
    return [{ shape: completed(shape, input!.shape), dataType: input!.dataType }];
  },
  work: noWork,
  layerClass: movesNoData,
};

function completed(shape: Shape, from: Shape): Shape {
  const elements = elementCount(from);
  const given = safeProduct(shape.filter((size) => size !== -1));
  const open = shape.indexOf(-1);
  const rest = open < 0 ? 1 : given === 0 ? 0 : elements / given;
  const result = open < 0 ? shape : shape.with(open, rest);
  if (Number.isInteger(rest) && given * rest === elements && !result.includes(-1)) return result;
  throw new CoreError(
    'shape-mismatch',
    `shape: got ${formatShape(shape)}, expected ${elements} elements as in the input ${formatShape(from)}, ` +
      'with at most one -1',
    { parameter: 'shape' },
  );
}

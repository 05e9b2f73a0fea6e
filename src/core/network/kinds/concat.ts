import { CoreError } from '../../errors.js';
import { formatShape, safeProduct, safeSum, type Shape, type TensorType } from '../tensor.js';
import { checkIntegers, resolveAxis } from './checks.js';
import { memoryBound, type LayerRules } from './rules.js';

/** Puts its inputs one behind the other along `axis`; their other dimensions are equal. */
export interface Concat {
  readonly kind: 'concat';
  readonly axis: number;
  /** Shapes of the parts that are weights, such as a class token; none where absent. */
  readonly weights?: readonly Shape[];
}

export const concat: LayerRules<Concat> = {
  inputCount: { least: 1 },
  outputs(operation, inputs) {
    const [first] = inputs as [TensorType];
    const weights = operation.weights ?? [];
    for (const shape of weights) checkIntegers('weights', shape, 0);
    const axis = resolveAxis(operation.axis, first.shape.length);
    const parts = [...inputs.map(({ shape }) => shape), ...weights];
    for (const part of parts) checkAlike(first.shape, part, axis);
    const size = safeSum(parts.map((shape) => shape[axis]!));
    return [{ shape: first.shape.with(axis, size), dataType: first.dataType }];
  },
  work: ({ weights }) => ({ macs: 0, weightElements: safeSum((weights ?? []).map(safeProduct)) }),
  layerClass: memoryBound,
};

function checkAlike(first: Shape, part: Shape, axis: number): void {
  const alike =
    part.length === first.length &&
    part.every((size, dimension) => dimension === axis || size === first[dimension]);
  if (alike) return;
  throw new CoreError(
    'shape-mismatch',
    `inputs: got shapes ${formatShape(first)} and ${formatShape(part)}, ` +
      `expected shapes that are equal except along axis ${axis}`,
    { parameter: 'inputs' },
  );
}

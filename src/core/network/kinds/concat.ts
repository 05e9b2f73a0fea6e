import { CoreError } from '../../errors.js';
import { formatShape, safeSum, type TensorType } from '../tensor.js';
import { resolveAxis } from './checks.js';
import { memoryBound, noWork, type LayerRules } from './rules.js';

/** Puts its inputs one behind the other along `axis`; their other dimensions are equal. */
export interface Concat {
  readonly kind: 'concat';
  readonly axis: number;
}

export const concat: LayerRules<Concat> = {
  inputCount: { least: 1 },
  outputs(operation, inputs) {
    const [first] = inputs as [TensorType];
    const axis = resolveAxis(operation.axis, first.shape.length);
    for (const input of inputs) checkAlike(first, input, axis);
    const size = safeSum(inputs.map(({ shape }) => shape[axis]!));
    return [{ shape: first.shape.with(axis, size), dataType: first.dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};

function checkAlike(first: TensorType, input: TensorType, axis: number): void {
  const alike =
    input.shape.length === first.shape.length &&
    input.shape.every((size, dimension) => dimension === axis || size === first.shape[dimension]);
  if (alike) return;
  throw new CoreError(
    'shape-mismatch',
    `inputs: got shapes ${formatShape(first.shape)} and ${formatShape(input.shape)}, ` +
      `expected shapes that are equal except along axis ${axis}`,
    { parameter: 'inputs' },
  );
}

import { CoreError } from '../../errors.js';
import type { LayerClass } from '../layer-class.js';
import type { TensorType } from '../tensor.js';
import { checkIntegers } from './checks.js';
import type { LayerRules } from './rules.js';

/** An operation that no other kind describes, with everything about it declared. */
export interface Custom {
  readonly kind: 'custom';
  /** What the operation is, for readers. */
  readonly function: string;
  readonly outputs: readonly TensorType[];
  readonly macs: number;
  readonly weightElements: number;
  /** Null when it moves no data. */
  readonly layerClass: LayerClass | null;
  /** Filters or features of a class with MACs; 1 where absent. */
  readonly kernels?: number;
}

export const custom: LayerRules<Custom> = {
  inputCount: { least: 0 },
  outputCount: ({ outputs }) => outputs.length,
  outputs(operation) {
    checkIntegers('macs', [operation.macs], 0);
    checkIntegers('weightElements', [operation.weightElements], 0);
    checkIntegers('kernels', [operation.kernels ?? 1], 1);
    checkClass(operation);
    return operation.outputs;
  },
  work: ({ macs, weightElements }) => ({ macs, weightElements }),
  layerClass: ({ layerClass }) => layerClass,
  kernels: ({ kernels }) => kernels ?? 1,
  mayBeEmpty: true,
};

/** MACs in a class that has none would be dropped silently. */
function checkClass({ layerClass, macs }: Custom): void {
  if (macs === 0 || (layerClass !== null && layerClass !== 'memory-bound')) return;
  throw new CoreError(
    'invalid-parameter',
    `layerClass: got ${layerClass ?? 'none'} for ${macs} MACs, expected a class whose cost grows with its MACs`,
    { parameter: 'layerClass' },
  );
}

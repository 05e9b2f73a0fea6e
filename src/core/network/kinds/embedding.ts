import type { DataType } from '../data-type.js';
import { safeProduct } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { memoryBound, ONE_INPUT, type LayerRules } from './rules.js';

/** A learnt table: indices of any shape → [...indices, features]. */
export interface Embedding {
  readonly kind: 'embedding';
  /** Rows of the table. */
  readonly entries: number;
  readonly features: number;
  /** Element type of the table. */
  readonly dataType: DataType;
}

export const embedding: LayerRules<Embedding> = {
  inputCount: ONE_INPUT,
  outputs({ entries, features, dataType }, [indices]) {
    checkIntegers('entries', [entries], 1);
    checkIntegers('features', [features], 1);
    return [{ shape: [...indices!.shape, features], dataType }];
  },
  work: ({ entries, features }) => ({ macs: 0, weightElements: safeProduct([entries, features]) }),
  looksUpWeights: true,
  layerClass: memoryBound,
};

import { CoreError } from '../../errors.js';
import { checkLength } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Adds elements before and after each dimension; negative numbers take elements away. */
export interface Pad {
  readonly kind: 'pad';
  readonly begin: readonly number[];
  readonly end: readonly number[];
}

export const pad: LayerRules<Pad> = {
  inputCount: ONE_INPUT,
  outputs({ begin, end }, [input]) {
    const { shape, dataType } = input!;
    checkLength('begin', begin, shape.length, 'dimension');
    checkLength('end', end, shape.length, 'dimension');
    const padded = shape.map((size, dimension) => size + begin[dimension]! + end[dimension]!);
    const gone = padded.findIndex((size) => size < 1);
    if (gone >= 0) {
      throw new CoreError(
        'shape-mismatch',
        `end: got ${padded[gone]} elements left along axis ${gone}, expected at least 1`,
        { parameter: 'end' },
      );
    }
    return [{ shape: padded, dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};

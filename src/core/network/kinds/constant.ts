import type { DataType } from '../data-type.js';
import { elementCount, type Shape } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { movesNoData, type LayerRules } from './rules.js';

/** A tensor that is part of the network; it counts as weights and is read by the layers that take it. */
export interface Constant {
  readonly kind: 'constant';
  readonly shape: Shape;
  readonly dataType: DataType;
}

export const constant: LayerRules<Constant> = {
  inputCount: { least: 0, most: 0 },
  outputs({ shape, dataType }) {
    checkIntegers('shape', shape, 0);
    return [{ shape, dataType }];
  },
  work: ({ shape }) => ({ macs: 0, weightElements: elementCount(shape) }),
  layerClass: movesNoData,
  mayBeEmpty: true,
};

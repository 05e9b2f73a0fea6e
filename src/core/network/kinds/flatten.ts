import { CoreError } from '../../errors.js';
import type { Flatten } from '../layer.js';
import { elementCount } from '../tensor.js';
import { NO_WORK, type LayerRules } from './rules.js';

export const flatten: LayerRules<Flatten> = {
  outputs(operation, [input]) {
    const { shape, dataType } = input!;
    if (operation.axis > shape.length) {
      throw new CoreError(
        'wrong-rank',
        `axis: got ${operation.axis}, expected 0 to ${shape.length}, the rank of the input`,
        { parameter: 'axis' },
      );
    }
    return [
      {
        shape: [elementCount(shape.slice(0, operation.axis)), elementCount(shape.slice(operation.axis))],
        dataType,
      },
    ];
  },
  work: () => NO_WORK,
};

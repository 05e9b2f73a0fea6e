import { CoreError } from '../../errors.js';
import type { Connected } from '../layer.js';
import { formatShape, safeProduct } from '../tensor.js';
import type { LayerRules } from './rules.js';

/** MACs = batch · inputs · features. */
export const connected: LayerRules<Connected> = {
  outputs(operation, [input]) {
    if (input?.shape.length !== 2) {
      throw new CoreError(
        'wrong-rank',
        `input: got rank ${input?.shape.length ?? 0} (${formatShape(input?.shape ?? [])}), expected rank 2 ` +
          '([batch, inputs]); put a flatten layer before it',
      );
    }
    return [{ shape: [input.shape[0]!, operation.features], dataType: input.dataType }];
  },
  work(operation, [input], [output]) {
    const inputsPerFeature = input!.shape[1]!;
    return {
      macs: safeProduct([...output!.shape, inputsPerFeature]),
      weightElements:
        safeProduct([inputsPerFeature, operation.features]) + (operation.bias ? operation.features : 0),
    };
  },
};

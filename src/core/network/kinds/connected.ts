import { CoreError } from '../../errors.js';
import type { DataType } from '../data-type.js';
import { formatShape, safeProduct, safeSum, type TensorType } from '../tensor.js';
import { checkIntegers, checkLeastRank } from './checks.js';
import { ONE_INPUT, type LayerRules } from './rules.js';

/** Fully connected: input [batch, inputs] → [batch, features]. */
export interface Connected {
  readonly kind: 'connected';
  readonly features: number;
  readonly bias: boolean;
  /** Whether it is applied at every position of [batch, ...positions, inputs], as to the tokens of a sequence. */
  readonly everyPosition?: boolean;
  /** Element type of the output where it is not the input's. */
  readonly outputDataType?: DataType;
}

/** MACs = batch · positions · inputs · features. */
export const connected: LayerRules<Connected> = {
  inputCount: ONE_INPUT,
  outputs(operation, [input]) {
    checkIntegers('features', [operation.features], 1);
    checkRank(operation, input!);
    return [
      {
        shape: [...input!.shape.slice(0, -1), operation.features],
        dataType: operation.outputDataType ?? input!.dataType,
      },
    ];
  },
  work({ features, bias }, [input], [output]) {
    const inputsPerFeature = input!.shape.at(-1)!;
    return {
      macs: safeProduct([...output!.shape, inputsPerFeature]),
      weightElements: safeSum([safeProduct([inputsPerFeature, features]), bias ? features : 0]),
    };
  },
  layerClass: () => 'connected',
  kernels: ({ features }) => features,
  fusionRole: () => 'root',
};

function checkRank({ everyPosition }: Connected, input: TensorType): void {
  if (everyPosition) {
    checkLeastRank(input, 1, '[...positions, inputs]');
    return;
  }
  const rank = input.shape.length;
  if (rank === 2) return;
  throw new CoreError(
    'wrong-rank',
    `input: got rank ${rank} (${formatShape(input.shape)}), expected rank 2 ` +
      '([batch, inputs]); put a flatten layer before it',
  );
}

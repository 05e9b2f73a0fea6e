import { CoreError } from '../../errors.js';
import { formatShape, safeProduct, safeSum, type TensorType } from '../tensor.js';
import { checkIntegers } from './checks.js';
import type { LayerRules } from './rules.js';

/**
 * Input [steps, batch, features], then, where given, the initial hidden and cell states.
 * Outputs, as far as `returns` asks for them: sequence [steps, directions, batch, hidden], hidden and cell
 * state [directions, batch, hidden]. With `batchFirst` the batch is the first dimension of all of them.
 * As ONNX RNN, GRU and LSTM.
 */
export interface Recurrent {
  readonly kind: 'recurrent';
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly hidden: number;
  readonly bidirectional: boolean;
  /** Whether there are two biases for each gate, one beside the input's and one beside the state's weights. */
  readonly bias: boolean;
  readonly batchFirst: boolean;
  readonly returns: readonly RecurrentOutput[];
}

export const RECURRENT_OUTPUTS = ['sequence', 'hidden', 'cell'] as const;
export type RecurrentOutput = (typeof RECURRENT_OUTPUTS)[number];

/** Gates of each cell, every one with its own weights. */
const GATES = { rnn: 1, gru: 3, lstm: 4 } as const satisfies Record<Recurrent['cell'], number>;

/** MACs = steps · batch · directions · gates · hidden · (features + hidden). */
export const recurrent: LayerRules<Recurrent> = {
  inputCount: { least: 1, most: 3 },
  outputCount: ({ returns }) => returns.length,
  outputs(operation, [input]) {
    checkIntegers('hidden', [operation.hidden], 1);
    const { steps, batch } = dimensions(operation, input!);
    const { hidden, batchFirst } = operation;
    const directions = directionsOf(operation);
    const shapes = {
      sequence: batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden],
      hidden: batchFirst ? [batch, directions, hidden] : [directions, batch, hidden],
      cell: batchFirst ? [batch, directions, hidden] : [directions, batch, hidden],
    };
    return operation.returns.map((output) => ({ shape: shapes[output], dataType: input!.dataType }));
  },
  work(operation, [input]) {
    const { steps, batch, features } = dimensions(operation, input!);
    const gateRows = safeProduct([directionsOf(operation), GATES[operation.cell], operation.hidden]);
    const weights = safeProduct([gateRows, features + operation.hidden]);
    return {
      macs: safeProduct([steps, batch, weights]),
      weightElements: safeSum([weights, operation.bias ? 2 * gateRows : 0]),
    };
  },
  layerClass: () => 'connected',
  kernels: ({ cell, hidden }) => GATES[cell] * hidden,
};

const directionsOf = ({ bidirectional }: Recurrent): number => (bidirectional ? 2 : 1);

function dimensions({ batchFirst }: Recurrent, { shape }: TensorType) {
  if (shape.length !== 3) {
    throw new CoreError(
      'wrong-rank',
      `input: got rank ${shape.length} (${formatShape(shape)}), expected rank 3 ` +
        `(${batchFirst ? '[batch, steps, features]' : '[steps, batch, features]'})`,
    );
  }
  const [first, second, features] = shape as [number, number, number];
  return batchFirst ? { batch: first, steps: second, features } : { steps: first, batch: second, features };
}

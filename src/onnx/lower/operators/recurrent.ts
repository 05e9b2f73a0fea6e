import { RECURRENT_OUTPUTS, type Recurrent } from '../../../core/network/kinds/recurrent.js';
import type { Lowering, LoweringTable } from '../lowering.js';

/** Inputs: X, W, R, B, sequence lengths, initial hidden and cell state. Only outputs that are read are made. */
function recurrent(cell: Recurrent['cell'], hiddenAxis: number): Lowering {
  return (context) => {
    const outputs = context.readOutputs;
    return {
      operation: {
        kind: 'recurrent',
        cell,
        hidden: context.shapeOfRank(2, 3)[hiddenAxis]!,
        bidirectional: context.shapeOfRank(1, 3)[0] === 2,
        bias: context.has(3),
        batchFirst: context.int('layout', 0) === 1,
        returns: outputs.map((place) => RECURRENT_OUTPUTS[place]!),
      },
      inputs: context.dynamic([0, 5, 6]),
      outputs,
    };
  };
}

export const RECURRENT: LoweringTable = {
  RNN: recurrent('rnn', 2),
  GRU: recurrent('gru', 2),
  LSTM: recurrent('lstm', 2),
};

/** The weights of the quantised LSTM are stored transposed. */
export const MICROSOFT_RECURRENT: LoweringTable = { DynamicQuantizeLSTM: recurrent('lstm', 1) };

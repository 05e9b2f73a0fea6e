import { formatShape } from '../../core/network/tensor.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { productOf } from './indexing.js';
import { tensor } from './value.js';

/**
 * RNN, GRU and LSTM. X is [sequence, batch, input] (batch first with layout 1), W [directions, gates * hidden,
 * input], R [directions, gates * hidden, hidden]. Outputs: all hidden states, the last one and, for the LSTM, the
 * last cell state.
 *
 * MACs: in each step and direction every row of W meets the input and every row of R the hidden state.
 * https://onnx.ai/onnx/operators/onnx__LSTM.html
 */
function recurrent(gates: number, states: number): OperatorRule {
  return {
    infer: (context) => {
      const x = context.shape(0);
      const weights = context.shape(1);
      const recurrence = context.shape(2);
      if (x.length !== 3 || weights.length !== 3 || recurrence.length !== 3 || weights[2] !== x[2]) {
        context.fail(
          `X, W, R: got ${[x, weights, recurrence].map(formatShape).join(', ')}, expected three dimensions each and one input size`,
        );
      }
      const [directions, rows] = [weights[0]!, weights[1]!];
      const hidden = recurrence[2]!;
      if (rows !== gates * hidden || recurrence[1] !== rows) {
        context.fail(`rows of W and R: got ${rows} and ${recurrence[1]}, expected ${gates} * ${hidden}`);
      }
      const isBatchFirst = context.int('layout', 0) === 1;
      const [steps, batch] = isBatchFirst ? [x[1]!, x[0]!] : [x[0]!, x[1]!];
      const all = isBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
      const last = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
      const type = context.type(0);
      return [tensor(type, all), ...Array.from({ length: states }, () => tensor(type, last))];
    },
    macs: (context) => {
      const [first, second] = context.shape(0);
      return first! * second! * (productOf(context.shape(1)) + productOf(context.shape(2)));
    },
  };
}

/**
 * DynamicQuantizeLSTM of com.microsoft: W is [directions, input, 4 * hidden] and R [directions, hidden, 4 * hidden].
 */
const dynamicQuantizeLstm: OperatorRule = {
  infer: (context) => {
    const [steps, batch, width] = context.shapeOfRank(0, 3) as [number, number, number];
    const weights = context.shapeOfRank(1, 3);
    const [directions, hidden, rows] = context.shapeOfRank(2, 3) as [number, number, number];
    if (weights[1] !== width || weights[2] !== rows || rows !== 4 * hidden) {
      context.fail(
        `W and R: got ${formatShape(weights)} and ${formatShape(context.shape(2))}, expected ones for ${width} inputs`,
      );
    }
    const last = tensor(context.type(0), [directions, batch, hidden]);
    return [tensor(context.type(0), [steps, directions, batch, hidden]), last, last];
  },
  macs: (context) => {
    const [steps, batch] = context.shape(0);
    return steps! * batch! * (productOf(context.shape(1)) + productOf(context.shape(2)));
  },
};

export const MICROSOFT_RECURRENT: OperatorTable = { DynamicQuantizeLSTM: dynamicQuantizeLstm };

export const RECURRENT: OperatorTable = {
  RNN: recurrent(1, 1),
  GRU: recurrent(3, 1),
  LSTM: recurrent(4, 2),
};

import { applyOperation } from '../apply.js';
import type { Recurrent } from './recurrent.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

const lstm: Recurrent = {
  kind: 'recurrent',
  cell: 'lstm',
  hidden: 256,
  bidirectional: true,
  bias: true,
  batchFirst: false,
  returns: ['sequence', 'hidden', 'cell'],
};

describe('recurrent', () => {
  it('counts, at every step and in both directions, the products with input and state', () => {
    const { outputs, workload } = applyOperation(lstm, [float(100, 1, 80)]);

    expect(outputs).toEqual([float(100, 2, 1, 256), float(2, 1, 256), float(2, 1, 256)]);
    expect(workload.macs).toBe(68_812_800); // 100 steps · 2 directions · 4 gates · 256 · (80 + 256)
    expect(workload.weightElements).toBe(692_224); // 2 · 4 · 256 · (80 + 256) + 2 · 2 · 4 · 256
  });

  it.each([
    ['rnn', 1],
    ['gru', 3],
    ['lstm', 4],
  ] as const)('has the gates of its cell: %s %d', (cell, gates) => {
    const operation: Recurrent = { ...lstm, cell, hidden: 10, bidirectional: false, returns: ['hidden'] };
    const { outputs, workload } = applyOperation(operation, [float(7, 3, 5)]);

    expect(outputs).toEqual([float(1, 3, 10)]);
    expect(workload.macs).toBe(3_150 * gates); // 7 · 3 · gates · 10 · (5 + 10)
    expect(workload.weightElements).toBe(170 * gates); // gates · 10 · (5 + 10) + 2 · gates · 10
  });

  it('puts the batch first when asked', () => {
    const { outputs } = applyOperation({ ...lstm, batchFirst: true }, [float(3, 100, 80)]);

    expect(outputs).toEqual([float(3, 100, 2, 256), float(3, 2, 256), float(3, 2, 256)]);
  });
});

import { applyOperation } from '../apply.js';
import type { TransposedConvolution } from './transposed-convolution.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

const doubling: TransposedConvolution = {
  kind: 'transposed-convolution',
  kernels: 512,
  kernelSize: [2, 2],
  strides: [2, 2],
  dilations: [1, 1],
  padding: { begin: [0, 0], end: [0, 0] },
  outputPadding: [0, 0],
  groups: 1,
  bias: true,
};

describe('transposed convolution', () => {
  it('meets each weight with every input element', () => {
    const { outputs, workload } = applyOperation(doubling, [float(1, 1024, 28, 28)]);

    expect(outputs).toEqual([float(1, 512, 56, 56)]); // 2 · (28 - 1) + 2
    expect(workload.macs).toBe(1_644_167_168); // 1024 · 28 · 28 · 512 · 4
    expect(workload.weightElements).toBe(2_097_664); // 1024 · 512 · 4 + 512
  });

  it('undoes a strided convolution with output padding', () => {
    const operation = {
      ...doubling,
      kernelSize: [3, 3],
      padding: { begin: [1, 1], end: [1, 1] },
      outputPadding: [1, 1],
    };

    // 2 · (16 - 1) + 3 + 1 - 2 = 32
    expect(applyOperation(operation, [float(1, 8, 16, 16)]).outputs).toEqual([float(1, 512, 32, 32)]);
  });

  it('is size · stride long with automatic padding', () => {
    const operation = { ...doubling, kernelSize: [5, 5], strides: [3, 2], padding: 'same-upper' as const };

    expect(applyOperation(operation, [float(1, 8, 4, 4)]).outputs).toEqual([float(1, 512, 12, 8)]);
  });

  it('refuses padding that leaves nothing', () => {
    const operation = { ...doubling, padding: { begin: [1, 1], end: [1, 1] } };

    expect(() => applyOperation(operation, [float(1, 8, 1, 1)])).toThrow(
      expect.objectContaining({ code: 'unknown-shape' }),
    );
  });
});

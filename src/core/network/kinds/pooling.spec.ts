import { applyOperation } from '../apply.js';
import type { Pooling } from './pooling.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

const halving: Pooling = {
  kind: 'pooling',
  mode: 'max',
  kernelSize: [3, 3],
  strides: [2, 2],
  padding: { begin: [0, 0], end: [0, 0] },
  ceilMode: false,
};

describe('pooling', () => {
  it('drops an incomplete last window, or keeps it in ceil mode', () => {
    // (112 - 3) / 2 = 54.5: 55 whole windows, and one that is incomplete.
    expect(applyOperation(halving, [float(1, 64, 112, 112)]).outputs).toEqual([float(1, 64, 55, 55)]);
    expect(applyOperation({ ...halving, ceilMode: true }, [float(1, 64, 112, 112)]).outputs).toEqual([
      float(1, 64, 56, 56),
    ]);
  });

  it('never keeps a window that starts beyond the input', () => {
    const operation = {
      ...halving,
      kernelSize: [1, 1],
      padding: { begin: [0, 0], end: [1, 1] },
      ceilMode: true,
    };

    // ceil((4 + 1 - 1) / 2) + 1 = 3 windows, the third of which would start at 4, in the padding.
    expect(applyOperation(operation, [float(1, 1, 4, 4)]).outputs).toEqual([float(1, 1, 2, 2)]);
  });

  it('keeps the size at stride 1 with same padding', () => {
    const operation = { ...halving, kernelSize: [2, 2], strides: [1, 1], padding: 'same-upper' as const };

    expect(applyOperation(operation, [float(1, 512, 13, 13)]).outputs).toEqual([float(1, 512, 13, 13)]);
  });

  it('has traffic, but neither MACs nor weights', () => {
    expect(applyOperation(halving, [float(1, 2, 5, 5)]).workload).toEqual({
      macs: 0,
      weightElements: 0,
      inputElements: 50,
      outputElements: 8, // 2 · 2 · 2
    });
  });

  it('says where each maximum was, when asked', () => {
    const { outputs } = applyOperation({ ...halving, returnsIndices: true }, [float(1, 2, 5, 5)]);

    expect(outputs).toEqual([float(1, 2, 2, 2), { shape: [1, 2, 2, 2], dataType: 'int64' }]);
  });
});

describe('global pooling', () => {
  it('leaves one value for each channel', () => {
    const operation = { kind: 'global-pooling', mode: 'average' } as const;

    expect(applyOperation(operation, [float(2, 512, 7, 7)]).outputs).toEqual([float(2, 512, 1, 1)]);
    expect(applyOperation(operation, [float(2, 512, 7)]).outputs).toEqual([float(2, 512, 1)]);
  });

  it('leaves as many values as the output size says', () => {
    const operation = { kind: 'global-pooling', mode: 'average', outputSize: [6, 6] } as const;

    expect(applyOperation(operation, [float(1, 256, 13, 13)]).outputs).toEqual([float(1, 256, 6, 6)]);
  });
});

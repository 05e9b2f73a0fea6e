import { applyOperation } from '../apply.js';
import type { Convolution } from './convolution.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

const threeByThree: Convolution = {
  kind: 'convolution',
  kernels: 64,
  kernelSize: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  padding: { begin: [1, 1], end: [1, 1] },
  groups: 1,
  bias: true,
};

describe('convolution', () => {
  it('counts output elements · input channels · kernel elements as MACs', () => {
    const { outputs, workload } = applyOperation(threeByThree, [float(1, 3, 224, 224)]);

    expect(outputs).toEqual([float(1, 64, 224, 224)]);
    expect(workload).toEqual({
      macs: 86_704_128, // 64 · 224 · 224 · 3 · 3 · 3: the first layer of VGG-16
      weightElements: 1_792, // 64 · 3 · 3 · 3 + 64
      inputElements: 150_528, // 3 · 224 · 224
      outputElements: 3_211_264, // 64 · 224 · 224
    });
  });

  it('counts the batch in MACs but not in weights', () => {
    const { workload } = applyOperation(threeByThree, [float(8, 3, 224, 224)]);

    expect(workload.macs).toBe(8 * 86_704_128);
    expect(workload.weightElements).toBe(1_792);
  });

  it('sees only the channels of its own group', () => {
    const grouped = { ...threeByThree, kernels: 8, groups: 2, bias: false };
    const { workload } = applyOperation(grouped, [float(1, 4, 10, 10)]);

    expect(workload.macs).toBe(14_400); // 8 · 10 · 10 · (4 / 2) · 9
    expect(workload.weightElements).toBe(144); // 8 · (4 / 2) · 9
  });

  it('slides along one dimension, with stride and dilation', () => {
    const operation: Convolution = {
      ...threeByThree,
      kernels: 16,
      kernelSize: [3],
      strides: [2],
      dilations: [4],
      padding: { begin: [0], end: [0] },
      bias: false,
    };
    const { outputs, workload } = applyOperation(operation, [float(2, 8, 100)]);

    // The window spans 4 · (3 - 1) + 1 = 9 elements: floor((100 - 9) / 2) + 1 = 46 positions.
    expect(outputs).toEqual([float(2, 16, 46)]);
    expect(workload.macs).toBe(35_328); // 2 · 16 · 46 · 8 · 3
  });

  it('slides along three dimensions', () => {
    const operation: Convolution = {
      ...threeByThree,
      kernels: 4,
      kernelSize: [3, 3, 3],
      strides: [1, 2, 2],
      dilations: [1, 1, 1],
      padding: { begin: [1, 1, 1], end: [1, 1, 1] },
      bias: false,
    };
    const { outputs, workload } = applyOperation(operation, [float(1, 2, 8, 16, 16)]);

    expect(outputs).toEqual([float(1, 4, 8, 8, 8)]); // floor((16 + 2 - 3) / 2) + 1 = 8
    expect(workload.macs).toBe(110_592); // 4 · 8 · 8 · 8 · 2 · 27
  });

  it.each(['same-upper', 'same-lower'] as const)('is ceil(size / stride) long with %s padding', (padding) => {
    const operation = { ...threeByThree, strides: [2, 3], padding };

    expect(applyOperation(operation, [float(1, 3, 7, 7)]).outputs).toEqual([float(1, 64, 4, 3)]);
  });

  it('is depthwise, a cost class of its own, when each kernel sees one channel', async () => {
    const { convolution } = await import('./convolution.js');
    const depthwise = { ...threeByThree, kernels: 32, groups: 32 };

    expect(convolution.layerClass(depthwise, [float(1, 32, 8, 8)])).toBe('depthwise');
    expect(convolution.layerClass(threeByThree, [float(1, 3, 8, 8)])).toBe('convolution');
    // A single channel has nothing to separate.
    expect(convolution.layerClass(threeByThree, [float(1, 1, 8, 8)])).toBe('convolution');
  });

  it('has no weights of its own when they are computed', () => {
    const { workload } = applyOperation(threeByThree, [float(1, 3, 8, 8), float(64, 3, 3, 3)]);

    expect(workload.weightElements).toBe(64); // the bias
    expect(workload.inputElements).toBe(1_920); // 3 · 8 · 8 + 64 · 3 · 3 · 3
  });

  it('accumulates integers in the type that is asked for', () => {
    const operation: Convolution = { ...threeByThree, outputDataType: 'int32' };
    const { outputs } = applyOperation(operation, [{ shape: [1, 3, 8, 8], dataType: 'uint8' }]);

    expect(outputs[0]!.dataType).toBe('int32');
  });

  it.each([
    ['wrong-rank', { ...threeByThree }, [3, 224, 224], 'kernelSize'],
    ['wrong-rank', { ...threeByThree, strides: [1] }, [1, 3, 8, 8], 'strides'],
    ['shape-mismatch', { ...threeByThree, groups: 2 }, [1, 3, 8, 8], 'groups'],
    ['shape-mismatch', { ...threeByThree, kernelSize: [11, 3] }, [1, 3, 8, 8], 'kernelSize'],
    ['invalid-parameter', { ...threeByThree, kernels: 0 }, [1, 3, 8, 8], 'kernels'],
    ['invalid-parameter', { ...threeByThree, strides: [1, 0] }, [1, 3, 8, 8], 'strides'],
    ['invalid-parameter', { ...threeByThree, dilations: [1, 1.5] }, [1, 3, 8, 8], 'dilations'],
  ])('refuses with %s: case %#', (code, operation, shape, parameter) => {
    expect(() => applyOperation(operation, [float(...shape)])).toThrow(
      expect.objectContaining({ code, location: { parameter } }),
    );
  });

  it('refuses work beyond exact integers', () => {
    const huge = { ...threeByThree, kernels: 2 ** 40 };

    expect(() => applyOperation(huge, [float(1, 3, 2 ** 10, 2 ** 10)])).toThrow(
      expect.objectContaining({ code: 'size-overflow' }),
    );
  });
});

import { LAYER_KINDS, rulesOf, type LayerOperation } from '../network/kinds/index.js';
import { buildNetwork } from '../network/network.js';
import type { Tensor } from '../network/tensor.js';
import { costedWork } from './layer-class.js';

const workOf = (operation: LayerOperation, ...inputs: Tensor[]) => {
  const network = buildNetwork({
    name: 'n',
    inputs,
    layers: [{ name: 'layer', operation, inputs: inputs.map(({ name }) => name) }],
  });
  return costedWork(network, network.layers[0]!, 'fp16');
};

const input = (shape: number[], dataType: Tensor['dataType'] = 'float32'): Tensor => ({
  name: 'x',
  shape,
  dataType,
});

describe('costedWork', () => {
  it('is nothing for layers that move no data', () => {
    for (const operation of [
      { kind: 'reshape', shape: [-1] },
      { kind: 'flatten', axis: 1 },
      { kind: 'identity' },
      { kind: 'dropout' },
    ] as const) {
      expect(workOf(operation, input([1, 8]))).toBeNull();
    }
  });

  it('counts what windows of more than one element gather, each element as often as windows hold it', () => {
    const square = (size: number) => ({
      kernelSize: [size, size],
      strides: [1, 1],
      padding: { begin: [0, 0], end: [0, 0] },
    });
    const convolution = (size: number) =>
      ({
        kind: 'convolution',
        kernels: 5,
        dilations: [1, 1],
        groups: 1,
        bias: false,
        ...square(size),
      }) as const;
    // 2 · 2 places, 3 channels, windows of 3 · 3, 2 bytes
    expect(workOf(convolution(3), input([1, 3, 4, 4]))!.gatheredBytes).toBe(2 * 2 * 3 * 9 * 2);
    expect(workOf(convolution(1), input([1, 3, 4, 4]))!.gatheredBytes).toBe(0);
    const pooling = { kind: 'pooling', mode: 'max', ceilMode: false, ...square(3) } as const;
    expect(workOf(pooling, input([1, 3, 4, 4]))!.gatheredBytes).toBe(2 * 2 * 3 * 9 * 2);
  });

  it('counts bytes in the precision of the board', () => {
    expect(workOf({ kind: 'connected', features: 4, bias: true }, input([1, 8]))).toEqual({
      layerClass: 'connected',
      macs: 32,
      kernels: 4,
      gatheredBytes: 0,
      activationBytes: 24, // (8 + 4) · 2
      weightBytes: 72, // (8 · 4 + 4) · 2
    });
  });

  it('reads only the rows of an embedding that are looked up', () => {
    const words = { kind: 'embedding', entries: 30_522, features: 768, dataType: 'float32' } as const;

    expect(workOf(words, input([1, 128], 'int64'))!.weightBytes).toBe(196_608); // 128 · 768 · 2
  });

  it('has the kernels of a transposed convolution, which is a convolution', () => {
    const operation = {
      kind: 'transposed-convolution',
      kernels: 16,
      kernelSize: [2],
      strides: [2],
      dilations: [1],
      padding: { begin: [0], end: [0] },
      outputPadding: [0],
      groups: 1,
      bias: false,
    } as const;

    expect(workOf(operation, input([1, 8, 10]))).toMatchObject({ layerClass: 'convolution', kernels: 16 });
  });
});

describe('the connected class', () => {
  it('is whatever multiplies matrices, with the columns of its right-hand matrix as kernels', () => {
    const left: Tensor = { name: 'left', shape: [2, 5, 8], dataType: 'float32' };
    const right: Tensor = { name: 'right', shape: [8, 6], dataType: 'float32' };
    const lstm = {
      kind: 'recurrent',
      cell: 'lstm',
      hidden: 10,
      bidirectional: false,
      bias: false,
      batchFirst: false,
      returns: ['sequence'],
    } as const;

    expect(workOf({ kind: 'matrix-product' }, left, right)).toMatchObject({
      layerClass: 'connected',
      kernels: 6,
    });
    expect(workOf(lstm, left)).toMatchObject({ layerClass: 'connected', kernels: 40 }); // 4 gates · 10
    expect(workOf({ kind: 'attention', heads: 3 }, input([1, 7, 3 * 3 * 4]))).toMatchObject({
      layerClass: 'connected',
      kernels: 4, // features of a value
    });
  });
});

describe('every kind of layer', () => {
  it('has a cost class, or none because it moves no data', () => {
    const still = ['constant', 'dropout', 'flatten', 'identity', 'reshape'];
    const declared = ['custom'];
    const kinds = LAYER_KINDS.filter((kind) => !declared.includes(kind));
    const withoutClass = kinds.filter((kind) => {
      const operation = { kind, groups: 1 } as unknown as LayerOperation;
      return rulesOf(operation).layerClass(operation, [input([1, 8, 8, 8])]) === null;
    });

    expect(withoutClass).toEqual(still);
  });
});

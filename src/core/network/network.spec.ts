import { CoreError } from '../errors.js';
import type { LayerOperation } from './kinds/index.js';
import { buildChain } from './network.js';

const image = { name: 'input', shape: [1, 3, 224, 224], dataType: 'float32' } as const;

const convolution = (change: object): LayerOperation => ({
  kind: 'convolution',
  kernels: 64,
  kernelSize: [11, 11],
  strides: [4, 4],
  dilations: [1, 1],
  padding: { begin: [2, 2], end: [2, 2] },
  groups: 1,
  bias: true,
  ...change,
});

const build = (...operations: LayerOperation[]) =>
  buildChain(
    'chain',
    image,
    operations.map((operation, index) => ({ name: `layer${index}`, operation })),
  );

/** The error of a network that cannot be. */
function refusal(...operations: LayerOperation[]): CoreError {
  try {
    build(...operations);
  } catch (error) {
    if (error instanceof CoreError) return error;
    throw error;
  }
  throw new Error('the network was accepted');
}

describe('buildChain', () => {
  it("finds the shape and work of AlexNet's first convolution", () => {
    const { layers, tensors } = build(convolution({}));
    // (224 + 4 - 11) / 4 + 1 = 55.25 → 55; 64 · 55² outputs · 3 · 11² MACs each; 64 · 363 weights and 64 biases
    expect(tensors[1]).toEqual({ name: 'layer0', shape: [1, 64, 55, 55], dataType: 'float32' });
    expect(layers[0]!.workload).toEqual({
      macs: 70_276_800,
      weightElements: 23_296,
      inputElements: 150_528,
      outputElements: 193_600,
    });
  });

  it('pools with and without a last incomplete window', () => {
    const pooling = (ceilMode: boolean): LayerOperation => ({
      kind: 'pooling',
      mode: 'max',
      kernelSize: [3, 3],
      strides: [2, 2],
      padding: { begin: [0, 0], end: [0, 0] },
      ceilMode,
    });
    // (224 - 3) / 2 + 1 = 111.5
    expect(build(pooling(false)).tensors[1]!.shape).toEqual([1, 3, 111, 111]);
    expect(build(pooling(true)).tensors[1]!.shape).toEqual([1, 3, 112, 112]);
  });

  it('counts a connected layer as inputs · features', () => {
    const { layers } = build({ kind: 'flatten', axis: 1 }, { kind: 'connected', features: 1000, bias: true });
    expect(layers[1]!.workload).toMatchObject({ macs: 150_528_000, weightElements: 150_529_000 });
  });

  it('refuses a network without layers', () => {
    expect(refusal()).toMatchObject({ code: 'empty-network', location: { parameter: 'layers' } });
  });

  it('refuses a connected layer on an image, and says what is missing', () => {
    expect(refusal({ kind: 'connected', features: 10, bias: true })).toMatchObject({
      code: 'wrong-rank',
      message: expect.stringContaining('put a flatten layer before it'),
      location: { layerIndex: 0, layerName: 'layer0' },
    });
  });

  it('refuses a kernel that is larger than what it slides over', () => {
    expect(refusal(convolution({ kernelSize: [300, 3] }))).toMatchObject({
      code: 'shape-mismatch',
      location: { layerIndex: 0, parameter: 'kernelSize' },
    });
  });

  it('refuses groups that do not divide the channels', () => {
    expect(refusal(convolution({ groups: 2 }))).toMatchObject({
      code: 'shape-mismatch',
      message: expect.stringContaining('input channels (3)'),
      location: { parameter: 'groups' },
    });
  });

  it('refuses strides of another rank than the kernel', () => {
    expect(refusal(convolution({ strides: [4] }))).toMatchObject({
      code: 'wrong-rank',
      location: { parameter: 'strides' },
    });
  });

  it('refuses sizes beyond exact integers', () => {
    const huge = { kind: 'connected', features: 2 ** 40, bias: false } as const;
    expect(refusal({ kind: 'flatten', axis: 1 }, huge)).toMatchObject({
      code: 'size-overflow',
      location: { layerIndex: 1 },
    });
  });

  it('refuses two layers of one name, and a layer named like the input', () => {
    const relu = { kind: 'activation', function: 'relu' } as const;
    const twice = () =>
      buildChain('twice', image, [
        { name: 'same', operation: relu },
        { name: 'same', operation: relu },
      ]);
    expect(twice).toThrow(expect.objectContaining({ code: 'duplicate-layer-name' }));
    expect(() => buildChain('input', image, [{ name: 'input', operation: relu }])).toThrow(CoreError);
  });
});

import { AppliedLayers } from './applied-layers.js';
import { applyOperation } from './apply.js';
import type { Convolution } from './kinds/convolution.js';
import type { LayerOperation } from './kinds/index.js';
import { buildNetwork } from './network.js';
import type { Tensor } from './tensor.js';

const convolution = (kernels: number, more: Partial<Convolution> = {}): Convolution => ({
  kind: 'convolution',
  ...{ kernels, kernelSize: [3, 3], strides: [1, 1], dilations: [1, 1] },
  ...{ padding: { begin: [1, 1], end: [1, 1] }, groups: 1, bias: true },
  ...more,
});

const inReverse = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).reverse()) as Fields;

const tensor = (shape: readonly number[], dataType: Tensor['dataType'] = 'float32'): Tensor => ({
  name: `t${shape.join('x')}`,
  ...{ shape, dataType },
});

const INPUT = tensor([1, 4, 8, 8]);

describe('AppliedLayers', () => {
  it('gives the same object for the same operation on inputs of the same type', () => {
    const layers = new AppliedLayers();
    const first = layers.apply(convolution(4), [INPUT]);
    expect(layers.apply(convolution(4), [tensor([...INPUT.shape])])).toBe(first);
    expect(first).toMatchObject(applyOperation(convolution(4), [INPUT]));
  });

  it.each<[string, LayerOperation, readonly Tensor[]]>([
    ['kernels', convolution(8), [INPUT]],
    ['an item of a list', convolution(4, { strides: [1, 2] }), [INPUT]],
    ['something nested', convolution(4, { padding: { begin: [1, 1], end: [1, 2] } }), [INPUT]],
    ['text in the place of an object', convolution(4, { padding: 'same-upper' }), [INPUT]],
    ['one field more', convolution(4, { outputDataType: 'float32' }), [INPUT]],
    ['the order of its fields', inReverse(convolution(4)), [INPUT]],
    ['the size of the input', convolution(4), [tensor([1, 4, 8, 9])]],
    ['its element type', convolution(4), [tensor([1, 4, 8, 8], 'int8')]],
    ['the number of inputs', convolution(4), [INPUT, tensor([4, 4, 3, 3])]],
  ])('applies one that differs in %s by itself', (_what, operation, inputs) => {
    const layers = new AppliedLayers();
    for (const known of [convolution(4), operation, convolution(4)]) {
      const given = known === operation ? inputs : [INPUT];
      const { outputs, workload } = layers.apply(known, given);
      expect({ outputs, workload }).toEqual(applyOperation(known, given));
    }
    expect(layers.apply(operation, inputs)).not.toBe(layers.apply(convolution(4), [INPUT]));
  });

  it('takes a field that says nothing for none of another name', () => {
    const window = { kernelSize: [2, 2], strides: [2, 2], padding: 'same-upper', ceilMode: false } as const;
    const layers = new AppliedLayers();
    const silent = {
      kind: 'pooling',
      mode: 'max',
      ...window,
      dilations: undefined,
    } as unknown as LayerOperation;
    expect(layers.apply(silent, [INPUT]).outputs).toHaveLength(1);
    const pooling: LayerOperation = { kind: 'pooling', mode: 'max', ...window, returnsIndices: true };
    expect(layers.apply(pooling, [INPUT]).outputs).toHaveLength(2);
  });

  it('shares an operation also where the inputs differ', () => {
    const layers = new AppliedLayers();
    const { operation } = layers.apply(convolution(4), [INPUT]);
    expect(layers.apply(convolution(4), [tensor([1, 4, 9, 9])]).operation).toBe(operation);
  });

  it('counts the weights of a layer that says its own for that layer alone', () => {
    const { layers } = buildNetwork({
      name: 'tied weights',
      inputs: [INPUT],
      layers: [
        { name: 'a', operation: convolution(4) },
        { name: 'b', operation: convolution(4), weightElements: 0 },
        { name: 'c', operation: convolution(4) },
      ],
    });
    // 4 kernels of 4 · 3 · 3 weights and a bias.
    expect(layers.map(({ workload }) => workload.weightElements)).toEqual([148, 0, 148]);
    expect(layers[2]!.operation).toBe(layers[0]!.operation);
  });

  it('objects to every layer, not only to the first of its kind', () => {
    const layers = new AppliedLayers();
    layers.apply(convolution(4), [INPUT]);
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(() => layers.apply(convolution(4, { kernelSize: [0, 3] }), [INPUT])).toThrow('kernelSize');
    }
  });
});

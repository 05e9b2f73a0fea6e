import type { LayerDefinition } from '../network/definition.js';
import { buildNetwork } from '../network/network.js';
import type { Tensor } from '../network/tensor.js';
import { fusionRoots } from './fusion.js';

const image: Tensor = { name: 'image', shape: [1, 4, 8, 8], dataType: 'float32' };
const convolution = {
  kind: 'convolution',
  kernels: 4,
  kernelSize: [1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: { begin: [0, 0], end: [0, 0] },
  groups: 1,
  bias: false,
} as const;
const norm = { kind: 'normalisation', mode: 'batch', scale: true, shift: true } as const;
const relu = { kind: 'activation', function: 'relu' } as const;

function rootsOf(layers: LayerDefinition[], outputs?: string[]): number[] {
  const definition = { name: 'n', inputs: [image], layers };
  return [...fusionRoots(buildNetwork(outputs === undefined ? definition : { ...definition, outputs }))];
}

const chain = (...operations: LayerDefinition['operation'][]): LayerDefinition[] =>
  operations.map((operation, index) => ({ name: `l${index}`, operation }));

describe('fusionRoots', () => {
  it('folds a batch normalisation and the activation behind it into their convolution', () => {
    expect(rootsOf(chain(convolution, norm, relu))).toEqual([-1, 0, 0]);
    expect(rootsOf(chain(convolution, relu))).toEqual([-1, 0]);
  });

  it('folds an activation into a connected layer', () => {
    const connected = { kind: 'connected', features: 10, bias: true } as const;

    expect(rootsOf(chain({ kind: 'flatten', axis: 1 }, connected, relu))).toEqual([-1, -1, 1]);
  });

  it('folds at most one of each, in this order', () => {
    expect(rootsOf(chain(convolution, relu, norm))).toEqual([-1, 0, -1]);
    expect(rootsOf(chain(convolution, norm, norm, relu))).toEqual([-1, 0, -1, -1]);
    expect(rootsOf(chain(convolution, relu, relu))).toEqual([-1, 0, -1]);
  });

  it('leaves alone what stands before a convolution (DenseNet)', () => {
    expect(rootsOf(chain(norm, relu, convolution))).toEqual([-1, -1, -1]);
  });

  it('leaves alone a normalisation whose statistics are those of its input', () => {
    const instance = { ...norm, mode: 'instance' } as const;

    expect(rootsOf(chain(convolution, instance, relu))).toEqual([-1, -1, -1]);
  });

  it('leaves alone what another layer, or the caller, sees as well', () => {
    const forked = [...chain(convolution, relu), { name: 'other', operation: relu, inputs: ['l0'] }];

    expect(rootsOf(forked)).toEqual([-1, -1, -1]);
    expect(rootsOf(chain(convolution, relu), ['l0', 'l1'])).toEqual([-1, -1]);
  });
});

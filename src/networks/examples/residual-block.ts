const convolution = { kind: 'convolution', kernels: 64, kernelSize: [3, 3], padding: [1, 1] } as const;

/** A network that branches: the example of POST /networks. */
export const RESIDUAL_BLOCK = {
  name: 'residual-block',
  inputs: [{ name: 'image', shape: [1, 64, 56, 56] }],
  layers: [
    { ...convolution, name: 'conv1' },
    { kind: 'activation', name: 'relu1', function: 'relu' },
    { ...convolution, name: 'conv2' },
    { kind: 'element-wise', name: 'sum', function: 'add', inputs: ['conv2', 'image'] },
    { kind: 'activation', name: 'relu2', function: 'relu' },
  ],
} as const;

import type { Activation, ActivationFunction } from '../network/kinds/activation.js';
import type { Connected } from '../network/kinds/connected.js';
import type { Convolution } from '../network/kinds/convolution.js';
import type { ElementWise } from '../network/kinds/element-wise.js';
import type { Normalisation } from '../network/kinds/normalisation.js';
import type { Pooling } from '../network/kinds/pooling.js';
import type { TransposedConvolution } from '../network/kinds/transposed-convolution.js';

/** One size for both dimensions, or [height, width]. */
type Size = number | readonly [number, number];

const both = (size: Size): readonly [number, number] => (typeof size === 'number' ? [size, size] : size);
const around = (size: Size) => ({ begin: both(size), end: both(size) });

/** Padding with which a window of odd size keeps the size of its input at stride 1. */
const keepingSize = (size: Size): readonly [number, number] => {
  const [height, width] = both(size);
  return [Math.floor((height - 1) / 2), Math.floor((width - 1) / 2)];
};

export interface ConvolutionOptions {
  readonly kernels: number;
  readonly size: Size;
  readonly stride?: number;
  /** Keeps the size of the input at stride 1 where absent. */
  readonly padding?: Size;
  readonly groups?: number;
  readonly bias?: boolean;
}

export const convolution2d = (options: ConvolutionOptions): Convolution => ({
  kind: 'convolution',
  kernels: options.kernels,
  kernelSize: both(options.size),
  strides: both(options.stride ?? 1),
  dilations: [1, 1],
  padding: around(options.padding ?? keepingSize(options.size)),
  groups: options.groups ?? 1,
  bias: options.bias ?? false,
});

/** A window that doubles height and width without overlap. */
export const doublingConvolution = (kernels: number): TransposedConvolution => ({
  ...convolution2d({ kernels, size: 2, stride: 2, padding: 0, bias: true }),
  kind: 'transposed-convolution',
  outputPadding: [0, 0],
});

export interface PoolingOptions {
  readonly size: number;
  readonly stride: number;
  readonly padding?: number;
  readonly ceilMode?: boolean;
}

const pooling2d = (mode: 'max' | 'average', options: PoolingOptions): Pooling => ({
  kind: 'pooling',
  mode,
  kernelSize: both(options.size),
  strides: both(options.stride),
  padding: around(options.padding ?? 0),
  ceilMode: options.ceilMode ?? false,
});
export const maxPooling = (options: PoolingOptions): Pooling => pooling2d('max', options);
export const averagePooling = (options: PoolingOptions): Pooling => pooling2d('average', options);

export const GLOBAL_AVERAGE = { kind: 'global-pooling', mode: 'average' } as const;
export const FLATTEN = { kind: 'flatten', axis: 1 } as const;
export const DROPOUT = { kind: 'dropout' } as const;

export const activation = (name: ActivationFunction): Activation => ({ kind: 'activation', function: name });

export const BATCH_NORMALISATION: Normalisation = {
  kind: 'normalisation',
  mode: 'batch',
  scale: true,
  shift: true,
};
/** Over the last dimension. */
export const LAYER_NORMALISATION: Normalisation = { ...BATCH_NORMALISATION, mode: 'layer' };

export const connected = (features: number): Connected => ({ kind: 'connected', features, bias: true });
/** A connected layer at every position of a sequence or map. */
export const connectedEverywhere = (features: number, bias = true): Connected => ({
  kind: 'connected',
  features,
  bias,
  everyPosition: true,
});

export const ADD: ElementWise = { kind: 'element-wise', function: 'add' };
export const MULTIPLY: ElementWise = { kind: 'element-wise', function: 'multiply' };

export const transpose = (...permutation: number[]) => ({ kind: 'transpose', permutation }) as const;
export const reshape = (...shape: number[]) => ({ kind: 'reshape', shape }) as const;
export const concat = (axis: number) => ({ kind: 'concat', axis }) as const;

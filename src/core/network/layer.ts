import type { Shape } from './tensor.js';

/** Zeros added around each spatial dimension. */
export interface Padding {
  readonly begin: readonly number[];
  readonly end: readonly number[];
}

/**
 * Input [batch, channels, ...spatial] → [batch, kernels, ...spatial].
 * Depthwise when `groups` equals the input channels and there is more than one.
 */
export interface Convolution {
  readonly kind: 'convolution';
  /** Number of filters, which is the number of output channels. */
  readonly kernels: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: Padding;
  readonly groups: number;
  readonly bias: boolean;
}

/** Fully connected: input [batch, inputs] → [batch, features]. */
export interface Connected {
  readonly kind: 'connected';
  readonly features: number;
  readonly bias: boolean;
}

/** Input [batch, channels, ...spatial] → the same rank, one value per window. */
export interface Pooling {
  readonly kind: 'pooling';
  readonly mode: 'max' | 'average';
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  /** Whether a last, incomplete window counts. */
  readonly ceilMode: boolean;
}

/** Element by element; the shape stays. */
export interface Activation {
  readonly kind: 'activation';
  readonly function: ActivationFunction;
}

export const ACTIVATION_FUNCTIONS = [
  'relu',
  'relu6',
  'leaky-relu',
  'prelu',
  'elu',
  'selu',
  'gelu',
  'sigmoid',
  'hard-sigmoid',
  'silu',
  'hard-swish',
  'tanh',
  'softplus',
  'mish',
] as const;
export type ActivationFunction = (typeof ACTIVATION_FUNCTIONS)[number];

/** Folds the dimensions before and from `axis` on into two. Moves no data. */
export interface Flatten {
  readonly kind: 'flatten';
  readonly axis: number;
}

/** One operation with its parameters; the kind fixes its output shape and workload. */
export type LayerOperation = Convolution | Connected | Pooling | Activation | Flatten;

export type LayerKind = LayerOperation['kind'];

/** What a layer has to compute and to move. */
export interface Workload {
  /** Multiply-accumulates. */
  readonly macs: number;
  readonly weightElements: number;
  /** Elements of all inputs that the layer reads. */
  readonly inputElements: number;
  /** Elements of all outputs that the layer writes. */
  readonly outputElements: number;
}

export interface Layer {
  readonly name: string;
  readonly operation: LayerOperation;
  /** Indices into the network's tensors. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly workload: Workload;
}

/** A convolution each of whose kernels sees one input channel. */
export function isDepthwise(convolution: Convolution, input: Shape): boolean {
  return convolution.groups > 1 && convolution.groups === input[1];
}

import { isDepthwise, type Layer, type LayerOperation } from '../network/layer.js';
import type { Network } from '../network/network.js';
import { bytesPerElement, type Precision } from './precision.js';

/** Layers of one class share their coefficients. `memory-bound` layers have no MACs, only traffic. */
export const LAYER_CLASSES = ['convolution', 'depthwise', 'connected', 'memory-bound'] as const;
export type LayerClass = (typeof LAYER_CLASSES)[number];

/** Classes whose cost grows with their MACs. */
export type MacClass = Exclude<LayerClass, 'memory-bound'>;
export const MAC_CLASSES = ['convolution', 'depthwise', 'connected'] as const satisfies readonly MacClass[];

/** What the cost model sees of a layer. */
export interface CostedWork {
  readonly layerClass: LayerClass;
  readonly macs: number;
  /** Filters of a convolution; features of a connected layer, which is a 1×1 convolution; 1 for any other layer. */
  readonly kernels: number;
  /** Activations read and written. */
  readonly activationBytes: number;
  readonly weightBytes: number;
}

/** The work of a layer on a board that computes in `precision`, or none for a layer that moves no data. */
export function costedWork(network: Network, layer: Layer, precision: Precision): CostedWork | null {
  const layerClass = classOf(network, layer);
  if (layerClass === null) return null;
  const { macs, inputElements, outputElements, weightElements } = layer.workload;
  const elementBytes = bytesPerElement(precision);
  return {
    layerClass,
    macs,
    kernels: kernelsOf(layer.operation),
    activationBytes: (inputElements + outputElements) * elementBytes,
    weightBytes: weightElements * elementBytes,
  };
}

function kernelsOf(operation: LayerOperation): number {
  switch (operation.kind) {
    case 'convolution':
      return operation.kernels;
    case 'connected':
      return operation.features;
    default:
      return 1;
  }
}

function classOf(network: Network, { operation, inputs }: Layer): LayerClass | null {
  switch (operation.kind) {
    case 'flatten':
      return null;
    case 'convolution':
      return isDepthwise(operation, network.tensors[inputs[0]!]!.shape) ? 'depthwise' : 'convolution';
    case 'connected':
      return 'connected';
    case 'activation':
    case 'pooling':
      return 'memory-bound';
  }
}

/** Layers into which a runtime that fuses folds the activation that follows. */
export const absorbsActivation = ({ kind }: LayerOperation): boolean =>
  kind === 'convolution' || kind === 'connected';

export const isAbsorbable = ({ kind }: LayerOperation): boolean => kind === 'activation';

import { arrayOf } from '../arrays.js';
import { onceEach, remember } from '../memo.js';
import { rulesOf } from '../network/kinds/index.js';
import type { LayerClass } from '../network/layer-class.js';
import type { Layer } from '../network/layer.js';
import type { Network } from '../network/network.js';
import type { TensorType } from '../network/tensor.js';
import type { Workload } from '../network/workload.js';
import { bytesPerElement, type Precision } from './precision.js';

export { LAYER_CLASSES, MAC_CLASSES, type LayerClass, type MacClass } from '../network/layer-class.js';

/** What the cost model sees of a layer. */
export interface CostedWork {
  readonly layerClass: LayerClass;
  readonly macs: number;
  /** Filters of a convolution; features of a connected layer, which is a 1×1 convolution; 1 for layers without MACs. */
  readonly kernels: number;
  /** Activations read and written. */
  readonly activationBytes: number;
  /** Activations that windows of more than one element gather, each as often as windows hold it. */
  readonly gatheredBytes: number;
  /** Weights read: all of them, but of a look-up table only the rows that are looked up. */
  readonly weightBytes: number;
}

/** The same whatever the precision. */
interface WorkInElements extends Pick<CostedWork, 'layerClass' | 'macs' | 'kernels'> {
  readonly activations: number;
  readonly gathered: number;
  readonly weights: number;
}

/** The work of a layer on a board that computes in `precision`, or none for a layer that moves no data. */
export const costedWork = (network: Network, layer: Layer, precision: Precision): CostedWork | null =>
  workOf(layer, tensorsOf(network, layer), precision);

/** The same of every layer; computed once for a network and a precision. */
export const costedWorks = (network: Network, precision: Precision): readonly (CostedWork | null)[] =>
  worksByPrecision(network)(precision);

const worksByPrecision = remember((network: Network) => {
  // Layers that share their workload do the same with the same.
  const workOfLike = onceEach((_workload: Workload, layer: Layer) =>
    inElements(layer, tensorsOf(network, layer)),
  );
  const works = arrayOf(network.layers, (layer) => workOfLike(layer.workload, layer));
  return onceEach((precision: Precision) => {
    const elementBytes = bytesPerElement(precision);
    const inBytesOf = onceEach((work: WorkInElements) => inBytes(work, elementBytes));
    return arrayOf(works, (work) => work && inBytesOf(work));
  });
});

interface LayerTensors {
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

const tensorsOf = ({ tensors }: Network, { inputs, outputs }: Layer): LayerTensors => ({
  inputs: arrayOf(inputs, (input) => tensors[input]!),
  outputs: arrayOf(outputs, (output) => tensors[output]!),
});

/** The same of a layer whose tensors have these types. */
export function workOf(
  layer: Pick<Layer, 'operation' | 'workload'>,
  tensors: LayerTensors,
  precision: Precision,
): CostedWork | null {
  const work = inElements(layer, tensors);
  return work && inBytes(work, bytesPerElement(precision));
}

function inElements(
  { operation, workload }: Pick<Layer, 'operation' | 'workload'>,
  { inputs, outputs }: LayerTensors,
): WorkInElements | null {
  const rules = rulesOf(operation);
  const layerClass = rules.layerClass(operation, inputs);
  if (layerClass === null) return null;
  const { macs, inputElements, outputElements, weightElements } = workload;
  return {
    layerClass,
    macs,
    kernels: rules.kernels?.(operation, inputs) ?? 1,
    activations: inputElements + outputElements,
    gathered: rules.gatheredElements?.(operation, inputs, outputs) ?? 0,
    weights: rules.looksUpWeights ? Math.min(weightElements, outputElements) : weightElements,
  };
}

const inBytes = (
  { layerClass, macs, kernels, activations, gathered, weights }: WorkInElements,
  elementBytes: number,
): CostedWork => ({
  layerClass,
  macs,
  kernels,
  activationBytes: activations * elementBytes,
  gatheredBytes: gathered * elementBytes,
  weightBytes: weights * elementBytes,
});

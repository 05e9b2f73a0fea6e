import { definitionOf } from '../network/definition-of.js';
import type { NetworkDefinition } from '../network/definition.js';
import type { LayerOperation } from '../network/kinds/index.js';
import type { Layer } from '../network/layer.js';
import type { TensorType } from '../network/tensor.js';
import type { ChannelAnalysis, Composition } from './channel-groups.js';
import { channelRule } from './channel-rules.js';

/** By group: how many of its units stay. */
export type KeptUnits = ArrayLike<number>;

export const allUnits = ({ groups }: ChannelAnalysis): Int32Array =>
  Int32Array.from(groups, ({ units }) => units);

/** Size of a tensor along axis 1. */
export const sizeOf = ({ fixed, parts }: Composition, kept: KeptUnits): number =>
  parts.reduce((sum, { group, perUnit }) => sum + perUnit * kept[group]!, fixed);

/** A layer whose tensors have other sizes along axis 1. */
export interface ResizedLayer {
  readonly operation: LayerOperation;
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

/** Whether a layer changes with the number of kernels somewhere. */
export const isChangeable = ({ tensors }: ChannelAnalysis, { inputs, outputs }: Layer): boolean =>
  [...inputs, ...outputs].some((tensor) => tensors[tensor] !== null);

/** `newSizeOf`: by tensor, its size along axis 1. */
export function resizedLayer(
  { network }: ChannelAnalysis,
  layer: Layer,
  newSizeOf: (tensor: number) => number,
): ResizedLayer {
  const typesOf = (tensors: readonly number[]): TensorType[] => tensors.map((own) => network.tensors[own]!);
  const [inputs, outputs] = [typesOf(layer.inputs), typesOf(layer.outputs)];
  const [inputSizes, outputSizes] = [layer.inputs.map(newSizeOf), layer.outputs.map(newSizeOf)];
  const { operation } = layer;
  const resize = channelRule(operation).resize;
  return {
    operation: resize?.({ operation, inputs, outputs, inputSizes, outputSizes }) ?? operation,
    inputs: inputs.map((type, index) => resizedType(type, inputSizes[index]!)),
    outputs: outputs.map((type, index) => resizedType(type, outputSizes[index]!)),
  };
}

const resizedType = (type: TensorType, size: number): TensorType =>
  type.shape.length < 2 || type.shape[1] === size ? type : { ...type, shape: type.shape.with(1, size) };

/** The network with only so many units of each group, which `buildNetwork` builds. */
export function prunedDefinition(analysis: ChannelAnalysis, kept: KeptUnits): NetworkDefinition {
  const { network, tensors } = analysis;
  const newSizeOf = (tensor: number): number => {
    const made = tensors[tensor];
    return made ? sizeOf(made, kept) : (network.tensors[tensor]!.shape[1] ?? 0);
  };
  const definition = definitionOf(network);
  return {
    ...definition,
    layers: definition.layers.map((own, index) => {
      const layer = network.layers[index]!;
      if (!isChangeable(analysis, layer)) return own;
      const { weightElements: _, ...rest } = own;
      return { ...rest, operation: resizedLayer(analysis, layer, newSizeOf).operation };
    }),
  };
}

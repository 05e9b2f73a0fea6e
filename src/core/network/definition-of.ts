import { arrayOf } from '../arrays.js';
import type { LayerDefinition, NetworkDefinition } from './definition.js';
import type { Layer } from './layer.js';
import type { Network } from './network.js';

/**
 * A network written down with nothing left to defaults: `buildNetwork` makes the same network of it, and two
 * networks that are alike have the same definition but for their name.
 */
export function definitionOf(network: Network): NetworkDefinition {
  const nameOf = (index: number): string => network.tensors[index]!.name;
  const definitionOfLayer = ({
    name,
    operation,
    inputs,
    outputs,
    workload,
    sources,
  }: Layer): LayerDefinition => ({
    name,
    operation,
    inputs: arrayOf(inputs, nameOf),
    outputs: arrayOf(outputs, nameOf),
    weightElements: workload.weightElements,
    ...(sources && { sources }),
  });
  return {
    name: network.name,
    inputs: arrayOf(network.inputs, (index) => network.tensors[index]!),
    layers: arrayOf(network.layers, definitionOfLayer),
    outputs: arrayOf(network.outputs, nameOf),
  };
}

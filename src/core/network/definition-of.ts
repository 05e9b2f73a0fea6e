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
    inputs: inputs.length === 1 ? [nameOf(inputs[0]!)] : inputs.map(nameOf),
    outputs: outputs.length === 1 ? [nameOf(outputs[0]!)] : outputs.map(nameOf),
    weightElements: workload.weightElements,
    ...(sources && { sources }),
  });
  return {
    name: network.name,
    inputs: network.inputs.map((index) => network.tensors[index]!),
    layers: network.layers.map(definitionOfLayer),
    outputs: network.outputs.map(nameOf),
  };
}

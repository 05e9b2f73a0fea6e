import type { LayerDefinition, NetworkDefinition } from './definition.js';
import type { Layer } from './layer.js';
import type { Network } from './network.js';

/**
 * A network written down with nothing left to defaults: `buildNetwork` makes the same network of it, and two
 * networks that are alike have the same definition but for their name.
 */
export function definitionOf(network: Network): NetworkDefinition {
  const nameOf = (index: number): string => network.tensors[index]!.name;
  // Most layers take one tensor and make one; of what `map` makes, JSON.stringify asks for every item by its name.
  const namesOf = (indices: readonly number[]): readonly string[] =>
    indices.length === 1 ? [nameOf(indices[0]!)] : indices.map(nameOf);
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
    inputs: namesOf(inputs),
    outputs: namesOf(outputs),
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

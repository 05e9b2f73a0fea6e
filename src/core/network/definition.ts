import { CoreError } from '../errors.js';
import type { LayerOperation } from './kinds/index.js';
import type { Tensor } from './tensor.js';

/** A network as its author writes it down: tensors by name. */
export interface NetworkDefinition {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  /** In any order in which every layer names its inputs, or follows the layer whose output it takes. */
  readonly layers: readonly LayerDefinition[];
  /** Names of the result tensors; where absent, those that layers make and nobody takes. */
  readonly outputs?: readonly string[];
}

export interface LayerDefinition {
  readonly name: string;
  readonly operation: LayerOperation;
  /** Names of the tensors it takes; where absent, the first output of the layer defined before it. */
  readonly inputs?: readonly string[];
  /** Names of the tensors it makes; where absent `layer`, `layer:1`, `layer:2`, ... */
  readonly outputs?: readonly string[];
  /** Names of the nodes of an imported model that the layer stands for. */
  readonly sources?: readonly string[];
  /**
   * Weights counted for this layer instead of those that follow from its parameters: where layers share a
   * weight tensor, all but one count none of it.
   */
  readonly weightElements?: number;
}

/** Goes through layers; what is objected to one of them is thrown with its place among the definitions. */
export function eachLayer(
  definitions: readonly LayerDefinition[],
  order: Iterable<number>,
  visit: (index: number) => void,
): void {
  let layerIndex = 0;
  try {
    for (layerIndex of order) visit(layerIndex);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { name } = definitions[layerIndex]!;
    throw new CoreError(error.code, `layer '${name}': ${error.message}`, {
      ...error.location,
      layerIndex,
      layerName: name,
    });
  }
}

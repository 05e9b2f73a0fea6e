import { CoreError } from '../errors.js';
import { rulesOf } from './kinds/index.js';
import type { Layer, LayerOperation } from './layer.js';
import { elementCount, type Tensor, type TensorType } from './tensor.js';

/** A directed acyclic graph of layers in topological order, with every tensor between them. */
export interface Network {
  readonly name: string;
  readonly tensors: readonly Tensor[];
  /** Indices of the tensors that come from outside. */
  readonly inputs: readonly number[];
  /** Indices of the tensors that are the network's results. */
  readonly outputs: readonly number[];
  readonly layers: readonly Layer[];
}

export interface LayerDefinition {
  readonly name: string;
  readonly operation: LayerOperation;
}

/**
 * A network whose layers each take the output of the one before. A tensor is named after the layer
 * that makes it.
 *
 * Throws `CoreError`: `empty-network`, `duplicate-layer-name`, and whatever a layer's rules object to,
 * with the place of the layer.
 */
export function buildChain(name: string, input: Tensor, definitions: readonly LayerDefinition[]): Network {
  if (definitions.length === 0) {
    throw new CoreError('empty-network', 'layers: got none, expected at least 1', { parameter: 'layers' });
  }
  elementCount(input.shape); // an input beyond exact integers is refused before any layer is
  const tensors: Tensor[] = [input];
  const names = new Set([input.name]);
  const layers = definitions.map((definition, layerIndex): Layer => {
    if (names.has(definition.name)) {
      throw new CoreError(
        'duplicate-layer-name',
        `name: got '${definition.name}' twice, expected unique names`,
        {
          layerIndex,
          layerName: definition.name,
          parameter: 'name',
        },
      );
    }
    names.add(definition.name);
    const inputIndex = tensors.length - 1;
    const { output, workload } = placed(definition, layerIndex, () =>
      applyLayer(definition.operation, tensors[inputIndex]!),
    );
    tensors.push({ ...output, name: definition.name });
    return {
      name: definition.name,
      operation: definition.operation,
      inputs: [inputIndex],
      outputs: [inputIndex + 1],
      workload,
    };
  });
  return { name, tensors, inputs: [0], outputs: [tensors.length - 1], layers };
}

function applyLayer(
  operation: LayerOperation,
  input: TensorType,
): { output: TensorType; workload: Layer['workload'] } {
  const rules = rulesOf(operation);
  const outputs = rules.outputs(operation, [input]);
  const output = outputs[0]!;
  return {
    output,
    workload: {
      ...rules.work(operation, [input], outputs),
      inputElements: elementCount(input.shape),
      outputElements: elementCount(output.shape),
    },
  };
}

/** Adds the place of the layer to whatever its rules object to. */
function placed<Result>({ name }: LayerDefinition, layerIndex: number, apply: () => Result): Result {
  try {
    return apply();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new CoreError(error.code, `layer '${name}': ${error.message}`, {
      ...error.location,
      layerIndex,
      layerName: name,
    });
  }
}

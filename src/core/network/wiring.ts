import { CoreError } from '../errors.js';
import { eachLayer, type LayerDefinition, type NetworkDefinition } from './definition.js';
import { rulesOf } from './kinds/index.js';

/** A layer with the names of all its tensors settled. */
export interface WiredLayer {
  readonly definition: LayerDefinition;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface Wiring {
  /** In the order of their definitions. */
  readonly layers: readonly WiredLayer[];
  /** By tensor: the index of the layer that makes it, or -1 for an input of the network. */
  readonly producers: ReadonlyMap<string, number>;
  /** Whether every layer is defined behind those whose tensors it takes. */
  readonly isInOrder: boolean;
}

/**
 * Settles which tensors every layer takes and makes. Throws `CoreError` (`duplicate-layer-name`,
 * `duplicate-tensor-name`, `undefined-tensor`, `wrong-tensor-count`) with the place of the layer.
 */
export function wire(definition: NetworkDefinition): Wiring {
  const producers = new Map<string, number>();
  for (const { name } of definition.inputs)
    define(producers, { tensor: name, layerIndex: -1, parameter: 'inputs' });
  const layerNames = new Set<string>();
  const layers: WiredLayer[] = [];
  eachLayer(definition.layers, definition.layers.keys(), (index) => {
    const layer = definition.layers[index]!;
    addUnique(layerNames, layer.name);
    const outputs = outputNames(layer);
    const parameter = layer.outputs === undefined ? 'name' : 'outputs';
    for (const tensor of outputs) define(producers, { tensor, layerIndex: index, parameter });
    layers.push({ definition: layer, inputs: inputNames(definition, layer, layers.at(-1)), outputs });
  });
  let isInOrder = true;
  eachLayer(definition.layers, layers.keys(), (index) => {
    for (const input of layers[index]!.inputs) {
      if (producerOf(producers, input, 'inputs') >= index) isInOrder = false;
    }
  });
  return { layers, producers, isInOrder };
}

/** The layer that makes a tensor, as `producers`. Throws `undefined-tensor` where the network neither takes nor makes it. */
export function producerOf(producers: Wiring['producers'], tensor: string, parameter: string): number {
  const producer = producers.get(tensor);
  if (producer !== undefined) return producer;
  throw new CoreError(
    'undefined-tensor',
    `${parameter}: got '${tensor}', expected a tensor that the network takes or one of its layers makes`,
    { parameter },
  );
}

function outputNames({ name, operation, outputs }: LayerDefinition): readonly string[] {
  const count = rulesOf(operation).outputCount?.(operation) ?? 1;
  if (outputs === undefined) {
    if (count === 1) return [name];
    return Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}:${index}`));
  }
  if (outputs.length === count) return outputs;
  throw new CoreError('wrong-tensor-count', `outputs: got ${outputs.length} names, expected ${count}`, {
    parameter: 'outputs',
  });
}

function inputNames(
  network: NetworkDefinition,
  { operation, inputs }: LayerDefinition,
  previous: WiredLayer | undefined,
): readonly string[] {
  if (inputs !== undefined) return inputs;
  if (rulesOf(operation).inputCount.most === 0) return [];
  const [tensor] = previous?.outputs ?? network.inputs.map(({ name }) => name);
  if (tensor !== undefined && (previous !== undefined || network.inputs.length === 1)) return [tensor];
  throw new CoreError(
    'undefined-tensor',
    `inputs: got none, expected names, for there is no one tensor before it`,
    { parameter: 'inputs' },
  );
}

function addUnique(names: Set<string>, name: string): void {
  const before = names.size;
  if (names.add(name).size > before) return;
  throw new CoreError('duplicate-layer-name', `name: got '${name}' twice, expected unique names`, {
    parameter: 'name',
  });
}

function define(
  producers: Map<string, number>,
  { tensor, layerIndex, parameter }: { tensor: string; layerIndex: number; parameter: string },
): void {
  const before = producers.size;
  if (producers.set(tensor, layerIndex).size > before) return;
  throw new CoreError(
    'duplicate-tensor-name',
    `${parameter}: got tensor '${tensor}' a second time, expected every tensor to be defined once`,
    { parameter },
  );
}

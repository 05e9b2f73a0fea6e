import { CoreError } from '../errors.js';
import { applyOperation, checkKnown } from './apply.js';
import { atLayer, type LayerDefinition, type NetworkDefinition } from './definition.js';
import { checkIntegers } from './kinds/checks.js';
import type { Layer } from './layer.js';
import { elementCount, type Tensor } from './tensor.js';
import { topologicalOrder } from './topological-order.js';
import { checkDefined, wire, type WiredLayer, type Wiring } from './wiring.js';

/** A directed acyclic graph of layers in topological order, with every tensor between them. */
export interface Network {
  readonly name: string;
  /** The inputs, then the outputs of the layers in their order. */
  readonly tensors: readonly Tensor[];
  /** Indices of the tensors that come from outside. */
  readonly inputs: readonly number[];
  /** Indices of the tensors that are the network's results. */
  readonly outputs: readonly number[];
  /**
   * Indices of the tensors that depend on no input: constants and what is computed from constants alone. Every
   * tier has them, so they are never sent over a link.
   */
  readonly constants: readonly number[];
  readonly layers: readonly Layer[];
}

/** A network whose layers each take the output of the one before. Throws as `buildNetwork`. */
export function buildChain(name: string, input: Tensor, definitions: readonly LayerDefinition[]): Network {
  return buildNetwork({ name, inputs: [input], layers: definitions });
}

/**
 * A validated network. Layers that are defined in topological order keep their order.
 *
 * Throws `CoreError`: `empty-network`, `duplicate-layer-name`, `duplicate-tensor-name`, `undefined-tensor`,
 * `cycle`, `unknown-shape`, and whatever a layer's rules object to, with the place of the layer.
 */
export function buildNetwork(definition: NetworkDefinition): Network {
  checkNotEmpty(definition);
  // An input that is unknown or beyond exact integers is refused before any layer is.
  for (const { name, shape } of definition.inputs) {
    checkKnown(shape, 1, `inputs: tensor '${name}'`);
    elementCount(shape);
  }
  const wiring = wire(definition);
  const assembly = assemble(definition.inputs, wiring);
  return {
    name: definition.name,
    tensors: assembly.tensors,
    inputs: definition.inputs.map((_, index) => index),
    outputs: outputNames(definition, wiring).map((name) => assembly.indices.get(name)!),
    constants: assembly.constants,
    layers: assembly.layers,
  };
}

function checkNotEmpty(definition: NetworkDefinition): void {
  for (const parameter of ['inputs', 'layers'] as const) {
    if (definition[parameter].length > 0) continue;
    throw new CoreError('empty-network', `${parameter}: got none, expected at least 1`, { parameter });
  }
}

/** Indices of the layers, each behind those it needs. */
function ordered({ layers, producers }: Wiring): readonly number[] {
  const needs = layers.map(({ inputs }) =>
    inputs.map((input) => producers.get(input)!).filter((producer) => producer >= 0),
  );
  const result = topologicalOrder(needs);
  if ('order' in result) return result.order;
  const names = result.cycle.map((index) => layers[index]!.definition.name);
  const shown = names.length > 8 ? [...names.slice(0, 8), '...'] : names;
  throw new CoreError(
    'cycle',
    `layer '${names[0]}': inputs: got a cycle, in which each layer needs the next: ` +
      `${[...shown, names[0]].join(' → ')}, expected none`,
    { layerIndex: result.cycle[0]!, layerName: names[0]!, parameter: 'inputs' },
  );
}

interface Assembly {
  readonly tensors: Tensor[];
  /** By tensor name. */
  readonly indices: Map<string, number>;
  readonly constants: number[];
  readonly layers: Layer[];
}

function assemble(inputs: readonly Tensor[], wiring: Wiring): Assembly {
  const assembly: Assembly = {
    tensors: [...inputs],
    indices: new Map(inputs.map(({ name }, index) => [name, index])),
    constants: [],
    layers: [],
  };
  const constant = new Set<number>();
  for (const index of ordered(wiring)) {
    const layer = wiring.layers[index]!;
    const added = atLayer(layer.definition.name, index, () => addLayer(assembly, layer));
    if (!added.inputs.every((input) => constant.has(input))) continue;
    for (const output of added.outputs) constant.add(output);
    assembly.constants.push(...added.outputs);
  }
  return assembly;
}

function addLayer(assembly: Assembly, wired: WiredLayer): Layer {
  const { name, operation, sources, weightElements } = wired.definition;
  const inputs = wired.inputs.map((input) => assembly.indices.get(input)!);
  const applied = applyOperation(
    operation,
    inputs.map((input) => assembly.tensors[input]!),
  );
  if (weightElements !== undefined) checkIntegers('weightElements', [weightElements], 0);
  const outputs = applied.outputs.map(({ shape, dataType }, index) =>
    addTensor(assembly, { name: wired.outputs[index]!, shape, dataType }),
  );
  const workload = weightElements === undefined ? applied.workload : { ...applied.workload, weightElements };
  const layer = { name, operation, inputs, outputs, workload };
  const traced = sources === undefined ? layer : { ...layer, sources };
  assembly.layers.push(traced);
  return traced;
}

function addTensor({ tensors, indices }: Assembly, tensor: Tensor): number {
  indices.set(tensor.name, tensors.length);
  return tensors.push(tensor) - 1;
}

function outputNames({ outputs }: NetworkDefinition, { layers, producers }: Wiring): readonly string[] {
  if (outputs === undefined) {
    const taken = new Set<string>();
    for (const { inputs } of layers) for (const input of inputs) taken.add(input);
    return [...producers.keys()].filter((tensor) => !taken.has(tensor) && producers.get(tensor)! >= 0);
  }
  if (outputs.length === 0) {
    throw new CoreError('empty-network', 'outputs: got none, expected at least 1', { parameter: 'outputs' });
  }
  for (const output of outputs) checkDefined(producers, output, 'outputs');
  if (new Set(outputs).size === outputs.length) return outputs;
  const repeated = outputs.find((output, index) => outputs.indexOf(output) !== index)!;
  throw new CoreError('duplicate-tensor-name', `outputs: got '${repeated}' twice, expected each once`, {
    parameter: 'outputs',
  });
}

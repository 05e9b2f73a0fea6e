import { CoreError } from '../errors.js';
import { arrayOf } from '../arrays.js';
import { AppliedLayers } from './applied-layers.js';
import { checkKnown } from './apply.js';
import { eachLayer, type LayerDefinition, type NetworkDefinition } from './definition.js';
import { checkIntegers } from './kinds/checks.js';
import type { Layer } from './layer.js';
import { elementCount, type Tensor } from './tensor.js';
import { topologicalOrder } from './topological-order.js';
import { producerOf, wire, type WiredLayer, type Wiring } from './wiring.js';

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
  const assembly = assemble(definition, wiring);
  return {
    name: definition.name,
    tensors: assembly.tensors,
    inputs: arrayOf(definition.inputs, (_, index) => index),
    outputs: outputsOf(definition, wiring, assembly),
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
function ordered({ layers, producers, isInOrder }: Wiring): Iterable<number> {
  if (isInOrder) return layers.keys();
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
  readonly applied: AppliedLayers;
  /** By tensor: 1 for one that a layer takes. */
  readonly isTaken: Uint8Array;
}

function assemble({ inputs, layers }: NetworkDefinition, wiring: Wiring): Assembly {
  const assembly: Assembly = {
    tensors: [...inputs],
    indices: new Map(inputs.map(({ name }, index) => [name, index])),
    constants: [],
    layers: [],
    applied: new AppliedLayers(),
    isTaken: new Uint8Array(wiring.producers.size),
  };
  const isConstant = new Uint8Array(wiring.producers.size); // by tensor
  eachLayer(layers, ordered(wiring), (index) => {
    const added = addLayer(assembly, wiring.layers[index]!);
    for (const input of added.inputs) assembly.isTaken[input] = 1;
    if (added.inputs.some((input) => isConstant[input] === 0)) return;
    for (const output of added.outputs) isConstant[output] = 1;
    assembly.constants.push(...added.outputs);
  });
  return assembly;
}

function addLayer(assembly: Assembly, wired: WiredLayer): Layer {
  const { name, sources, weightElements } = wired.definition;
  const inputs = arrayOf(wired.inputs, (input) => assembly.indices.get(input)!);
  const applied = assembly.applied.apply(
    wired.definition.operation,
    arrayOf(inputs, (input) => assembly.tensors[input]!),
  );
  if (weightElements !== undefined) checkIntegers('weightElements', [weightElements], 0);
  const outputs = arrayOf(applied.outputs, ({ shape, dataType }, index) =>
    addTensor(assembly, { name: wired.outputs[index]!, shape, dataType }),
  );
  const workload = weightElements === undefined ? applied.workload : { ...applied.workload, weightElements };
  const layer = { name, operation: applied.operation, inputs, outputs, workload };
  const traced = sources === undefined ? layer : { ...layer, sources };
  assembly.layers.push(traced);
  return traced;
}

function addTensor({ tensors, indices }: Assembly, tensor: Tensor): number {
  indices.set(tensor.name, tensors.length);
  return tensors.push(tensor) - 1;
}

/** Indices of the results; where none are named, what layers make and nobody takes, in the order of the definitions. */
function outputsOf(
  { outputs }: NetworkDefinition,
  { layers, producers }: Wiring,
  { indices, isTaken }: Assembly,
): readonly number[] {
  if (outputs !== undefined) {
    checkOutputs(outputs, producers);
    return arrayOf(outputs, (name) => indices.get(name)!);
  }
  const rest: number[] = [];
  for (const layer of layers) {
    for (const name of layer.outputs) {
      const index = indices.get(name)!;
      if (isTaken[index] === 0) rest.push(index);
    }
  }
  return rest;
}

function checkOutputs(outputs: readonly string[], producers: Wiring['producers']): void {
  if (outputs.length === 0) {
    throw new CoreError('empty-network', 'outputs: got none, expected at least 1', { parameter: 'outputs' });
  }
  for (const output of outputs) producerOf(producers, output, 'outputs');
  if (new Set(outputs).size === outputs.length) return;
  const repeated = outputs.find((output, index) => outputs.indexOf(output) !== index)!;
  throw new CoreError('duplicate-tensor-name', `outputs: got '${repeated}' twice, expected each once`, {
    parameter: 'outputs',
  });
}

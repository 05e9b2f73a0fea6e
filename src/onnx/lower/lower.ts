import { CoreError } from '../../core/errors.js';
import type { LayerDefinition } from '../../core/network/definition.js';
import { buildNetwork, type Network } from '../../core/network/network.js';
import { OnnxError } from '../errors.js';
import type { InferredGraph, InferredNode } from '../inference/result.js';
import { LoweringContext } from './context.js';
import { dataFlow, dynamicInputs, type DataFlow } from './data-flow.js';
import { lowerNode } from './lower-node.js';
import { UniqueNames } from './names.js';
import { WeightLedger } from './weight-ledger.js';

/**
 * The network of layers behind a graph. Shape arithmetic and constants disappear into the layers that use them;
 * every other node that contributes to an output is one layer, whose tensors have the names of the file. MACs and
 * tensors are those of the graph; each weight counts once, at the first layer that reads it.
 *
 * Throws `OnnxError`: `invalid-model` where nothing depends on the inputs, `limit-exceeded` where sizes are beyond
 * exact integers.
 */
export function lowerOnnx(graph: InferredGraph, name: string): Network {
  const flow = dataFlow(graph);
  const outputs = new Set(graph.outputs.map((output) => output.name).filter((it) => !flow.statics.has(it)));
  if (outputs.size === 0) {
    throw new OnnxError(
      'invalid-model',
      `outputs: got ${graph.outputs.length} that are constant, expected at least one that depends on the data of an input`,
    );
  }
  if (flow.nodes.length === 0)
    throw new OnnxError('invalid-model', 'layers: got none, expected an output that a node makes');
  const inputs = graph.inputs.filter((input) => !input.shape.includes(0));
  return built(() =>
    buildNetwork({ name, inputs, layers: new Lowerer(graph, flow).layers(), outputs: [...outputs] }),
  );
}

class Lowerer {
  private readonly weights: WeightLedger;
  private readonly layerNames = new UniqueNames();
  private readonly tensorNames: UniqueNames;

  constructor(
    private readonly graph: InferredGraph,
    private readonly flow: DataFlow,
  ) {
    this.weights = new WeightLedger(graph, flow);
    this.tensorNames = new UniqueNames((name) => graph.values.has(name));
  }

  layers(): LayerDefinition[] {
    return this.flow.nodes.map((node) => this.layer(node));
  }

  private layer(node: InferredNode): LayerDefinition {
    const context = new LoweringContext(node, this.graph, this.flow);
    const lowered = lowerNode(context, dynamicInputs(node, this.flow.statics));
    const name = this.layerNames.claim(node.name, node.outputs.find(Boolean) ?? node.operator);
    const layer: LayerDefinition = {
      name,
      operation: lowered.operation,
      inputs: [...lowered.inputs.map((place) => node.inputs[place]!), ...lowered.captured],
      outputs: lowered.outputs.map((place) => this.tensorName(node, place, name)),
      sources: [node.name],
    };
    const weightElements = this.weights.take(node);
    return weightElements === lowered.ownWeights ? layer : { ...layer, weightElements };
  }

  /** The name of the value in the file, or a new one for an output that the node leaves out. */
  private tensorName({ outputs }: InferredNode, place: number, layer: string): string {
    const name = outputs[place] ?? '';
    return name === '' ? this.tensorNames.claim(`${layer}:${place}`) : name;
  }
}

/** What the core objects to is a fault of the file. */
function built(build: () => Network): Network {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const code = error.code === 'size-overflow' ? 'limit-exceeded' : 'invalid-model';
    throw new OnnxError(code, `network: ${error.message}`);
  }
}

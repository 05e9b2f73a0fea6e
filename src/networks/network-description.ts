import { applyOperation, definitionOf, type Layer, type Network } from '../core/index.js';
import { writtenOperation } from './layers/written-operation.js';

/** A network in the form in which POST /networks takes it: a `NetworkDto` as JSON, with nothing left to defaults. */
export function describeAsRequest(network: Network): object {
  const { name, inputs, layers, outputs } = definitionOf(network);
  return {
    name,
    inputs,
    layers: layers.map((layer, index) => ({
      ...definedFields(writtenOperation(layer.operation)),
      name: layer.name,
      ...(layer.inputs!.length > 0 && { inputs: layer.inputs }),
      outputNames: layer.outputs,
      ...weightsOf(network, network.layers[index]!),
    })),
    outputs,
  };
}

const definedFields = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Weights that do not follow from the parameters of the layer. */
function weightsOf({ tensors }: Network, { operation, inputs, workload }: Layer): object {
  const own = applyOperation(
    operation,
    inputs.map((input) => tensors[input]!),
  ).workload.weightElements;
  return own === workload.weightElements ? {} : { weightElements: workload.weightElements };
}

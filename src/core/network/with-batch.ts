import { buildNetwork, type Network } from './network.js';
import { definitionOf } from './definition-of.js';
import type { LayerDefinition, NetworkDefinition } from './definition.js';
import type { LayerOperation } from './kinds/index.js';
import type { Shape } from './tensor.js';

/**
 * The network for so many inputs per inference: the first dimension of every input, and the leading sizes that
 * layers state as numbers (reshape, expand, resize, parts of a concatenation, custom). The batch is the slowest
 * dimension of a tensor, so a leading size that holds more than the batch, such as windows of images, grows with
 * it. Of what depends on constants alone, only an expansion to the batch does, as that of a class token.
 * Throws as `buildNetwork` where a layer does not fit another batch.
 */
export function withBatch(network: Network, batch: number): Network {
  const definition = definitionOf(network);
  const present = definition.inputs.find(({ shape }) => shape.length > 0)?.shape[0];
  if (present === undefined || present === batch) return network;
  const constants = new Set(network.constants.map((tensor) => network.tensors[tensor]!.name));
  const scaled = (layer: LayerDefinition): LayerDefinition => {
    const { operation } = layer;
    const isConstant = layer.inputs!.every((input) => constants.has(input));
    const repeatsBatch = operation.kind === 'expand' && operation.shape[0] === present;
    if (isConstant && !repeatsBatch) return layer;
    return { ...layer, operation: scaledOperation(operation, batch / present) };
  };
  const changed: NetworkDefinition = {
    ...definition,
    inputs: definition.inputs.map((input) =>
      input.shape.length === 0 ? input : { ...input, shape: [batch, ...input.shape.slice(1)] },
    ),
    layers: definition.layers.map(scaled),
  };
  return buildNetwork(changed);
}

function scaledOperation(operation: LayerOperation, ratio: number): LayerOperation {
  switch (operation.kind) {
    case 'reshape':
    case 'expand':
      return { ...operation, shape: scaledShape(operation.shape, ratio) };
    case 'resize':
      return 'shape' in operation.to
        ? { ...operation, to: { shape: scaledShape(operation.to.shape, ratio) } }
        : operation;
    case 'concat':
      // Weights count as they did; along the first axis the parts are not of the batch.
      return operation.axis === 0 || operation.weights === undefined
        ? operation
        : { ...operation, weights: operation.weights.map((shape) => scaledShape(shape, ratio)) };
    case 'custom':
      return {
        ...operation,
        macs: operation.macs * ratio,
        outputs: operation.outputs.map((output) => ({
          ...output,
          shape: scaledShape(output.shape, ratio),
        })),
      };
    default:
      return operation;
  }
}

/** -1 stays what the other dimensions leave. */
const scaledShape = ([first, ...rest]: Shape, ratio: number): number[] =>
  first === undefined ? [] : [first === -1 ? -1 : first * ratio, ...rest];

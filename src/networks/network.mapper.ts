import { buildChain, CoreError, type LayerOperation, type Network, type Padding } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { AnyLayerDto } from './layer.dto.js';
import type { NetworkDto } from './network.dto.js';

/**
 * The network that a request describes. `pointer` is where in the request it stands.
 * Throws a `ProblemError` that names the layer and the field at fault.
 */
export function toNetwork(dto: NetworkDto, pointer: string): Network {
  try {
    return buildChain(
      dto.name,
      { name: 'input', shape: dto.input.shape, dataType: dto.input.dataType },
      dto.layers.map((layer, index) => ({
        name: layer.name ?? `layer${index + 1}`,
        operation: toOperation(layer),
      })),
    );
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new ProblemError(error.code, error.message, [
      { pointer: pointerTo(error, pointer), detail: error.message },
    ]);
  }
}

function toOperation(dto: AnyLayerDto): LayerOperation {
  switch (dto.kind) {
    case 'convolution': {
      const { kind, kernels, kernelSize, groups, bias } = dto;
      const ones = kernelSize.map(() => 1);
      const { strides = ones, dilations = ones } = dto;
      return { kind, kernels, kernelSize, strides, dilations, padding: toPadding(dto), groups, bias };
    }
    case 'connected':
      return { kind: dto.kind, features: dto.features, bias: dto.bias };
    case 'pooling': {
      const { kind, mode, kernelSize, strides = kernelSize, ceilMode } = dto;
      return { kind, mode, kernelSize, strides, padding: toPadding(dto), ceilMode };
    }
    case 'activation':
      return { kind: dto.kind, function: dto.function };
    case 'flatten':
      return { kind: dto.kind, axis: dto.axis };
  }
}

/** One value a spatial dimension pads both ends; twice as many are beginnings, then ends. */
function toPadding({ padding, kernelSize }: { padding?: number[]; kernelSize: number[] }): Padding {
  if (padding === undefined) return { begin: kernelSize.map(() => 0), end: kernelSize.map(() => 0) };
  if (padding.length !== 2 * kernelSize.length) return { begin: padding, end: padding };
  return { begin: padding.slice(0, kernelSize.length), end: padding.slice(kernelSize.length) };
}

function pointerTo({ location: { layerIndex, parameter } }: CoreError, network: string): string {
  const layer = layerIndex === undefined ? network : `${network}/layers/${layerIndex}`;
  return parameter === undefined ? layer : `${layer}/${parameter}`;
}

import {
  buildNetwork,
  CoreError,
  arrayOf,
  type LayerDefinition,
  type Network,
  type NetworkDefinition,
} from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { toOperation, type AnyLayerDto } from './layers/index.js';
import type { NetworkDto, NetworkInputDto } from './network.dto.js';

/**
 * The network that a request describes. `pointer` is where in the request it stands.
 * Throws a `ProblemError` that names the layer and the field at fault.
 */
export const toNetwork = (dto: NetworkDto, pointer: string): Network =>
  describingFaults(pointer, () => buildNetwork(toDefinition(dto)));

export const toDefinition = ({ name, inputs, layers, outputs, batch }: NetworkDto): NetworkDefinition => ({
  name,
  inputs: arrayOf(inputs, (input, index) => ({
    name: input.name ?? (index === 0 ? 'input' : `input:${index}`),
    shape: shapeOf(input, batch),
    dataType: input.dataType,
  })),
  layers: arrayOf(layers, toLayerDefinition),
  ...(outputs && { outputs }),
});

const shapeOf = ({ shape }: NetworkInputDto, batch: number | undefined): number[] =>
  batch === undefined || shape.length === 0 ? shape : [batch, ...shape.slice(1)];

const toLayerDefinition = (dto: AnyLayerDto, index: number): LayerDefinition => ({
  name: dto.name ?? `layer${index + 1}`,
  operation: toOperation(dto),
  ...(dto.inputs && { inputs: dto.inputs }),
  ...(dto.outputNames && { outputs: dto.outputNames }),
  ...(dto.weightElements !== undefined && { weightElements: dto.weightElements }),
});

/** Runs `build`; what the core objects to becomes a problem that points into the request. */
export function describingFaults<Result>(pointer: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new ProblemError(error.code, error.message, [
      { pointer: pointerTo(error, pointer), detail: error.message },
    ]);
  }
}

/** Where a request writes what the core calls otherwise. */
const WRITTEN_AS: Readonly<Record<string, string>> = { outputs: 'outputNames' };

function pointerTo({ location: { layerIndex, parameter } }: CoreError, network: string): string {
  if (layerIndex === undefined) return parameter === undefined ? network : `${network}/${parameter}`;
  const layer = `${network}/layers/${layerIndex}`;
  return parameter === undefined ? layer : `${layer}/${WRITTEN_AS[parameter] ?? parameter}`;
}

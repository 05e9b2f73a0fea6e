import {
  definitionOf,
  totalWorkload,
  type Network,
  type NetworkDefinition,
  type Tensor,
} from '../core/index.js';
import { contentId } from '../platform/content-id.js';
import { definitionText } from './definition-text.js';

/** Where a network came from: the zoo, a description in JSON, or an ONNX file. */
export const NETWORK_ORIGINS = ['zoo', 'description', 'onnx'] as const;
export type NetworkOrigin = (typeof NETWORK_ORIGINS)[number];

/** What is known of a network without building it. */
export interface StoredNetwork {
  readonly id: string;
  readonly name: string;
  readonly origin: NetworkOrigin;
  /** Null for the zoo, whose networks are built from code. */
  readonly definition: NetworkDefinition | null;
  readonly modelSha256: string | null;
  readonly layerCount: number;
  readonly macs: number;
  readonly weights: number;
}

/** The same, with the tensors that its answer shows. */
export interface DescribedNetwork {
  readonly stored: StoredNetwork;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** What tells a network from all others. */
export interface NetworkIdentity {
  /** That of the zoo, else the hash of the content. */
  readonly id: string;
  /** Of the model file it was imported from; null where there was none. */
  readonly modelSha256: string | null;
}

/** Hash of all that a network is but its name. */
export const networkId = (network: Network): string => contentId(definitionText(network));

/** A network to store under the hash of its content, which its name is not part of. */
export function describeNetwork(
  network: Network,
  origin: Exclude<NetworkOrigin, 'zoo'>,
  modelSha256: string | null,
): StoredNetwork {
  return {
    id: networkId(network),
    name: network.name,
    origin,
    definition: definitionOf(network),
    modelSha256,
    ...countsOf(network),
  };
}

export const toDescribedNetwork = (
  network: Network,
  origin: Exclude<NetworkOrigin, 'zoo'>,
  modelSha256: string | null,
): DescribedNetwork => withEnds(describeNetwork(network, origin, modelSha256), network);

export const withEnds = (stored: StoredNetwork, { inputs, outputs, tensors }: Network): DescribedNetwork => ({
  stored,
  inputs: inputs.map((index) => tensors[index]!),
  outputs: outputs.map((index) => tensors[index]!),
});

export const describeZooNetwork = (id: string, network: Network): StoredNetwork => ({
  id,
  name: network.name,
  origin: 'zoo',
  definition: null,
  modelSha256: null,
  ...countsOf(network),
});

function countsOf(network: Network): Pick<StoredNetwork, 'layerCount' | 'macs' | 'weights'> {
  const { macs, weightElements } = totalWorkload(network);
  return { layerCount: network.layers.length, macs, weights: weightElements };
}

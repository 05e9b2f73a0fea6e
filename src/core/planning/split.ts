import type { Network } from '../network/network.js';
import { tensorBytes, type Tensor } from '../network/tensor.js';
import { bytes, type Bytes } from '../units.js';

/** A cut of a chain: its first layers run on the device, the others on the edge. */
export interface Split {
  readonly deviceLayerCount: number;
  /** Tensors made on the device (the network's input included) and needed on the edge, each once. */
  readonly crossingTensors: readonly CrossingTensor[];
  readonly bytesUp: Bytes;
  readonly bytesDown: Bytes;
}

export interface CrossingTensor extends Tensor {
  /** Size on the link. */
  readonly bytes: Bytes;
}

export interface TransferOptions {
  /** Size of the network's input as it is sent, where that is not its tensor in memory. */
  readonly encodedInputBytes: Bytes | null;
  /** Whether results that the edge produced travel back to the device. */
  readonly returnsResults: boolean;
}

/** Every split of a chain of n layers, from edge-only (no layer on the device) to device-only: n + 1. */
export function chainSplits(network: Network, options: TransferOptions): Split[] {
  const { layers, tensors } = network;
  const result = tensors[layers.length]!;
  return Array.from({ length: layers.length + 1 }, (_, deviceLayerCount) => {
    if (deviceLayerCount === layers.length) {
      return { deviceLayerCount, crossingTensors: [], bytesUp: bytes(0), bytesDown: bytes(0) };
    }
    const crossing = sent(
      tensors[deviceLayerCount]!,
      deviceLayerCount === 0 ? options.encodedInputBytes : null,
    );
    return {
      deviceLayerCount,
      crossingTensors: [crossing],
      bytesUp: crossing.bytes,
      bytesDown: options.returnsResults ? tensorBytes(result) : bytes(0),
    };
  });
}

const sent = (tensor: Tensor, encodedBytes: Bytes | null): CrossingTensor => ({
  ...tensor,
  bytes: encodedBytes ?? tensorBytes(tensor),
});

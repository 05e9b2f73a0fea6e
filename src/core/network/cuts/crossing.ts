import type { Network } from '../network.js';
import type { Blocks } from './blocks.js';
import type { EnumeratedCuts, ListedModule } from './enumerate.js';

/** Crossing tensors of all cuts: those of cut c are `tensors[start[c] .. start[c + 1])`, ascending, each once. */
export interface Crossing {
  readonly start: Uint32Array;
  readonly tensors: Uint32Array;
}

/**
 * The tensors that each cut makes (or gets from outside) and something behind it takes. A cut has those of
 * the cut without its last block, less what that block was the last to take, and what it makes.
 */
export function crossingOf(network: Network, blocks: Blocks, cuts: EnumeratedCuts): Crossing {
  const { takers } = blocks;
  const start = [0];
  const tensors = network.inputs.filter((input) => takers[input]!.length > 0);
  start.push(tensors.length);
  const taken = blocks.layers.map(
    (layers) => new Set(layers.flatMap((layer) => network.layers[layer]!.inputs)),
  );
  const made = blocks.layers.map((layers) =>
    layers.flatMap((layer) => network.layers[layer]!.outputs).filter((tensor) => takers[tensor]!.length > 0),
  );
  for (const module of cuts.modules) {
    for (let cut = module.firstCut; cut < module.endCut; cut++) {
      const block = cuts.lastBlock[cut]!;
      const before = cuts.withoutLast[cut]!;
      for (let k = start[before]!; k < start[before + 1]!; k++) {
        const tensor = tensors[k]!;
        const finished =
          taken[block]!.has(tensor) &&
          takers[tensor]!.every((taker) => taker <= block && holds(module, cut, taker));
        if (!finished) tensors.push(tensor);
      }
      for (const tensor of made[block]!) tensors.push(tensor);
      start.push(tensors.length);
    }
  }
  return { start: Uint32Array.from(start), tensors: Uint32Array.from(tensors) };
}

/** Whether a cut of the module holds a block. */
export function holds(
  { first, end, firstCut, words, bits }: ListedModule,
  cut: number,
  block: number,
): boolean {
  if (block < first) return true;
  if (block >= end) return false;
  const own = block - first;
  return (bits[(cut - firstCut) * words + (own >> 5)]! & (1 << (own & 31))) !== 0;
}

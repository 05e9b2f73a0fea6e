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
export function crossingOf(network: Network, { takers, layers }: Blocks, cuts: EnumeratedCuts): Crossing {
  const isTaken = (tensor: number): boolean => takers[tensor]!.length > 0;
  const tensors = network.inputs.filter(isTaken);
  const start = [0, tensors.length];
  for (const module of cuts.modules) {
    for (let cut = module.firstCut; cut < module.endCut; cut++) {
      const before = cuts.withoutLast[cut]!;
      const end = start[before + 1]!;
      for (let k = start[before]!; k < end; k++) {
        const tensor = tensors[k]!;
        if (!holdsAll(module, cut, takers[tensor]!)) tensors.push(tensor);
      }
      for (const layer of layers[cuts.lastBlock[cut]!]!) {
        for (const tensor of network.layers[layer]!.outputs) if (isTaken(tensor)) tensors.push(tensor);
      }
      start.push(tensors.length);
    }
  }
  return { start: Uint32Array.from(start), tensors: Uint32Array.from(tensors) };
}

/** Whether a cut of the module holds all of these blocks. */
function holdsAll(module: ListedModule, cut: number, blocks: readonly number[]): boolean {
  for (const block of blocks) if (!holds(module, cut, block)) return false;
  return true;
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

import type { Blocks } from './blocks.js';

/** Blocks [first, end) that no cut parts from what is before and behind them but by one full step. */
export interface Module {
  readonly first: number;
  readonly end: number;
}

/**
 * Divides a network at its articulation points: blocks that every other block is before or behind. A cut
 * that holds a block of one module holds all modules before it, so the numbers of cuts of the modules add up.
 *
 * Block x is such a point when every block before it has a successor no later than x, and every block
 * behind it a predecessor no earlier: following them leads to x. Time is linear in blocks and edges.
 */
export function modulesOf({ before, layers }: Pick<Blocks, 'before' | 'layers'>): Module[] {
  const count = layers.length;
  const firstSuccessor = new Int32Array(count).fill(count);
  before.forEach((needs, block) => {
    for (const need of needs) firstSuccessor[need] = Math.min(firstSuccessor[need]!, block);
  });
  // [x]: the earliest last predecessor among the blocks behind x.
  const reachedBehind = new Int32Array(count + 1).fill(count);
  for (let x = count - 1; x > 0; x--) {
    reachedBehind[x - 1] = Math.min(reachedBehind[x]!, before[x]!.at(-1) ?? -1);
  }
  const modules: Module[] = [];
  let start = 0;
  let leadsTo = 0;
  for (let x = 0; x < count; x++) {
    if (leadsTo <= x && reachedBehind[x]! >= x) {
      if (x > start) modules.push({ first: start, end: x });
      modules.push({ first: x, end: x + 1 });
      start = x + 1;
    }
    leadsTo = Math.max(leadsTo, firstSuccessor[x]!);
  }
  if (start < count) modules.push({ first: start, end: count });
  return modules;
}

import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** How long work goes on before it looks at what else there is to do, such as other requests. */
const SLICE_MS = 10;

/** The last of those who wait for a turn. */
let last: Promise<void> = Promise.resolve();

/** Resolves in a turn of the event loop that is nobody else's, behind all who asked before. */
export function ownTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}

/** Long work in slices. However many requests have such work, each turn of the event loop does one slice of one. */
export class Slices {
  private begun = performance.now();

  get isOver(): boolean {
    return performance.now() - this.begun >= SLICE_MS;
  }

  async next(): Promise<void> {
    await ownTurn();
    this.begun = performance.now();
  }
}

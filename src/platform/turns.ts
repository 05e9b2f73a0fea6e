import { performance } from 'node:perf_hooks';

/** How long work goes on before it looks at what else there is to do, such as other requests. */
const SLICE_MS = 10;

/** Those who wait for a turn. */
const waiting: (() => void)[] = [];

/** Calls `begin` in a turn of the event loop that is nobody else's, behind all who asked before. */
export function inOwnTurn(begin: () => void): void {
  if (waiting.push(begin) === 1) setImmediate(nextTurn);
}

function nextTurn(): void {
  const begin = waiting[0]!;
  try {
    begin();
  } finally {
    waiting.shift();
    if (waiting.length > 0) setImmediate(nextTurn);
  }
}

const ownTurn = (): Promise<void> => new Promise(inOwnTurn);

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

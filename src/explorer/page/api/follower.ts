import { isAbort } from './client.js';

/** How long outdated work may hold up what is asked now: long enough for most answers to be drawn while a slider moves. */
const PATIENCE_MS = 250;

/**
 * Does work for the newest input, one at a time. While it is under way, newer inputs wait, each in the place of the
 * one before; outdated work that takes long is given up.
 */
export class Follower<Input> {
  private running: { readonly controller: AbortController; readonly since: number } | null = null;
  private waiting: { readonly input: Input } | null = null;
  private impatience: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly work: (input: Input, signal: AbortSignal) => Promise<void>) {}

  follow(input: Input): void {
    if (this.running === null) {
      void this.run(input);
      return;
    }
    const isFirst = this.waiting === null;
    this.waiting = { input };
    if (!isFirst) return;
    const { controller, since } = this.running;
    this.impatience = setTimeout(
      () => {
        controller.abort();
      },
      Math.max(0, PATIENCE_MS - (performance.now() - since)),
    );
  }

  /** Gives up what is under way and what waits. */
  stop(): void {
    this.waiting = null;
    clearTimeout(this.impatience);
    this.running?.controller.abort();
  }

  private async run(input: Input): Promise<void> {
    const controller = new AbortController();
    this.running = { controller, since: performance.now() };
    try {
      await this.work(input, controller.signal);
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      this.running = null;
      clearTimeout(this.impatience);
      const next = this.waiting;
      this.waiting = null;
      if (next !== null) void this.run(next.input);
    }
  }
}

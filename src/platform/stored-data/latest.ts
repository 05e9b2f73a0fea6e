/**
 * Does the same piece of work for many at a time: whoever asks gets the outcome of a run that began after
 * it asked, and shares that run with all who asked meanwhile.
 */
export class Latest {
  private running: Promise<void> | null = null;
  private waiting: Promise<void> | null = null;

  constructor(private readonly work: () => Promise<void>) {}

  next(): Promise<void> {
    if (this.running === null) return this.start();
    const { running } = this;
    this.waiting ??= running.then(
      () => this.start(),
      () => this.start(),
    );
    return this.waiting;
  }

  private start(): Promise<void> {
    this.waiting = null;
    const run = this.work().finally(() => {
      if (this.running === run) this.running = null;
    });
    this.running = run;
    return run;
  }
}

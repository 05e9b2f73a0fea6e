/** Characters of lines that are handed over together. */
const CHUNK = 64 * 1024;

/** Gathers lines, and waits until they are taken. */
export class LineWriter<Line extends object> {
  private lines = '';

  constructor(private readonly take: (lines: string) => Promise<unknown>) {}

  async write(line: Line): Promise<void> {
    this.lines += `${JSON.stringify(line)}\n`;
    if (this.lines.length >= CHUNK) await this.flush();
  }

  /** The lines that were not handed over yet, for whoever does it. */
  rest(): string {
    const { lines } = this;
    this.lines = '';
    return lines;
  }

  /** Rejects when nobody is there any longer to take lines, whether or not there are any. */
  async flush(): Promise<void> {
    await this.take(this.rest());
  }
}

import { Presets, SingleBar } from 'cli-progress';

/** Work on fewer bytes is over before a bar is read. */
const MIN_BYTES = 32 * 2 ** 20;

/** Hands chunks on while a bar on standard error shows how far they are; no bar for small files or into a log. */
export async function* withProgress(
  chunks: AsyncIterable<Uint8Array>,
  label: string,
  totalBytes: number,
): AsyncGenerator<Uint8Array> {
  if (totalBytes < MIN_BYTES || !process.stderr.isTTY) {
    yield* chunks;
    return;
  }
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  const bar = new SingleBar(
    { format: `${label} [{bar}] {percentage} % of {total} MB`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(megabytes(totalBytes), 0);
  let passed = 0;
  try {
    for await (const chunk of chunks) {
      passed += chunk.length;
      bar.update(megabytes(passed));
      yield chunk;
    }
  } finally {
    bar.stop();
  }
}

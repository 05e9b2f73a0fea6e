/** A file whose bytes can be read anywhere. */
export interface ByteSource {
  /** `length` bytes from `offset` on; both lie inside the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A stretch of the original file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What a new file is made of: bytes of its own, and stretches of the original. */
export type Piece = Uint8Array | ByteRange;

export const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + piece.length, 0);

/** Bytes that are held at once while a stretch is copied. */
const CHUNK_BYTES = 2 ** 20;

/** The bytes of the pieces one after the other, in chunks of at most 1 MiB of the original. */
export async function* chunksOf(pieces: readonly Piece[], source: ByteSource): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      yield piece;
      continue;
    }
    const end = piece.offset + piece.length;
    for (let at = piece.offset; at < end; at += CHUNK_BYTES) {
      yield await source.read(at, Math.min(CHUNK_BYTES, end - at));
    }
  }
}

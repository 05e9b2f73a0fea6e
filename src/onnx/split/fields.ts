import { OnnxError } from '../errors.js';
import { ByteBuffer, WIRE_FIXED32, WIRE_FIXED64, WIRE_LENGTH, WIRE_VARINT } from '../wire.js';
import { lengthOf, type ByteRange, type ByteSource, type Piece } from './byte-source.js';

/** A field of a message: all of it with its tag, and what it holds. */
export interface Field extends ByteRange {
  readonly number: number;
  readonly content: ByteRange;
}

/** Bytes read at once while messages are walked through. */
const WINDOW_BYTES = 2 ** 16;
/** A tag and a length are at most ten bytes each. */
const MAX_HEADER_BYTES = 20;
/** Names that are longer are no names of tensors. */
const MAX_TEXT_BYTES = 2 ** 16;

const text = new TextDecoder();

/** Walks through the fields of messages without reading what they hold. The file was read once and is well-formed. */
export class FieldReader {
  private window: Uint8Array = new Uint8Array(0);
  private windowOffset = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly fileBytes: number,
  ) {}

  async *fields({ offset, length }: ByteRange): AsyncGenerator<Field> {
    const end = offset + length;
    for (let at = offset; at < end;) {
      const header = await this.bytesAt(at, Math.min(MAX_HEADER_BYTES, end - at));
      const field = fieldIn(header, at);
      if (field.offset + field.length > end) throw changed();
      yield field;
      at += field.length;
    }
  }

  /** The fields of one number, such as the nodes of a graph. */
  async fieldsOf(message: ByteRange, number: number): Promise<Field[]> {
    const found: Field[] = [];
    for await (const field of this.fields(message)) if (field.number === number) found.push(field);
    return found;
  }

  /** A text field of the message, the last one as protobuf has it; the empty string where there is none. */
  async textIn(message: ByteRange, number: number): Promise<string> {
    const content = (await this.fieldsOf(message, number)).at(-1)?.content;
    if (content === undefined) return '';
    if (content.length > MAX_TEXT_BYTES) {
      throw new OnnxError(
        'limit-exceeded',
        `name: got ${content.length} bytes, expected at most ${MAX_TEXT_BYTES}`,
      );
    }
    return text.decode(await this.source.read(content.offset, content.length));
  }

  private async bytesAt(offset: number, length: number): Promise<Uint8Array> {
    const isInside = offset >= this.windowOffset && offset + length <= this.windowOffset + this.window.length;
    if (!isInside) {
      this.windowOffset = offset;
      this.window = await this.source.read(offset, Math.min(WINDOW_BYTES, this.fileBytes - offset));
    }
    const start = offset - this.windowOffset;
    return this.window.subarray(start, start + length);
  }
}

/** The field whose header begins the bytes, which stand at `offset` of the file. */
function fieldIn(bytes: Uint8Array, offset: number): Field {
  const tag = varintIn(bytes, 0);
  const number = Math.floor(tag.value / 8);
  switch (tag.value % 8) {
    case WIRE_VARINT:
      return field(number, offset, tag.end, varintIn(bytes, tag.end).end - tag.end);
    case WIRE_FIXED32:
      return field(number, offset, tag.end, 4);
    case WIRE_FIXED64:
      return field(number, offset, tag.end, 8);
    default: {
      const length = varintIn(bytes, tag.end);
      return field(number, offset, length.end, length.value);
    }
  }
}

const field = (number: number, offset: number, headerBytes: number, length: number): Field => ({
  number,
  offset,
  length: headerBytes + length,
  content: { offset: offset + headerBytes, length },
});

function varintIn(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  let scale = 1;
  for (let at = start; at < bytes.length; at++) {
    value += (bytes[at]! & 0x7f) * scale;
    scale *= 0x80;
    if (bytes[at]! < 0x80) return { value, end: at + 1 };
  }
  throw changed();
}

const changed = (): OnnxError =>
  new OnnxError(
    'malformed-file',
    'protobuf data: got a field that ends behind its message, expected it inside',
  );

/** A field that holds a message or bytes. */
export function lengthDelimited(number: number, content: readonly Piece[]): Piece[] {
  const header = new ByteBuffer();
  header.appendTag(number, WIRE_LENGTH);
  header.appendVarint(lengthOf(content));
  return [header.view().slice(), ...content];
}

import { OnnxError } from './errors.js';
import {
  FIELD_ACTIONS,
  TENSOR_DATA_TYPE_FIELD,
  TENSOR_SEGMENT_FIELD,
  type FieldAction,
  type MessageKind,
} from './elide-fields.js';
import { MAX_DECODED_BYTES, MAX_MESSAGE_DEPTH } from './limits.js';
import { PayloadRecorder, type ElidedPayload } from './payload.js';
import { ByteBuffer, WIRE_FIXED32, WIRE_FIXED64, WIRE_LENGTH, WIRE_VARINT } from './wire.js';

/** What remains of a file: a `ModelProto` without large payloads, and where those lie in the original. */
export interface ElidedModel {
  readonly bytes: Uint8Array;
  /** `TensorProto.segment.begin` of an elided tensor is its place in this list, counted from one. */
  readonly payloads: readonly ElidedPayload[];
}

interface Frame {
  readonly kind: MessageKind;
  /** Field of the parent that holds this message. */
  readonly field: number;
  /** Offset in the file of the first byte behind the message. */
  readonly end: number;
  readonly output: ByteBuffer;
  readonly payload: PayloadRecorder | undefined;
  dataType: number;
}

/** What happens to the bytes that follow the header of a field. */
type Sink = 'output' | 'payload' | 'none';

/** Estimated memory of a decoded message, field and byte of a field that may hold packed numbers. */
const MESSAGE_COST = 512;
const FIELD_COST = 64;
const PACKED_BYTE_COST = 48;
const KEPT_BYTE_COST = 16;
const STRING_BYTE_COST = 2;
/** A list of strings costs an array of bytes and a text each. */
const STRING_ELEMENT_COST = 192;
const ATTRIBUTE_STRINGS_FIELD = 9;

/** Fields of packed integers or floats, which grow when decoded, by message. */
const PACKED_FIELDS: Partial<Record<MessageKind, ReadonlySet<number>>> = {
  attribute: new Set([7, 8]),
  tensor: new Set([1]),
  sparseTensor: new Set([3]),
};

/**
 * Copies a serialized `ModelProto` chunk by chunk and leaves large tensor payloads out, in memory bounded by
 * `maxDecodedBytes`. Encoding: https://protobuf.dev/programming-guides/encoding.
 * Throws `OnnxError` with `malformed-file` or `limit-exceeded`.
 */
export class PayloadElision {
  private readonly frames: Frame[];
  private readonly outputs: ByteBuffer[] = [new ByteBuffer()];
  private readonly payloads: ElidedPayload[] = [];
  private decodedCost = 0;

  private state: 'tag' | 'varint' | 'length' | 'bytes' = 'tag';
  private offset = 0;
  private fieldOffset = 0;
  private fieldNumber = 0;
  private action: FieldAction | undefined;
  private sink: Sink = 'none';
  private remaining = 0;
  private varint = 0;
  private varintScale = 1;
  private varintBytes: number[] = [];

  /** `maxDecodedBytes`: estimated memory of the decoded structure. */
  constructor(private readonly maxDecodedBytes = MAX_DECODED_BYTES) {
    this.frames = [
      { kind: 'model', field: 0, end: Infinity, output: this.outputs[0]!, payload: undefined, dataType: 0 },
    ];
  }

  /** Consumes the next bytes of the file. */
  feed(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.state === 'bytes' ? this.passBytes(chunk, at) : this.readVarint(chunk, at);
      this.closeFinishedMessages();
    }
  }

  /** Call once, after the last chunk. */
  finish(): ElidedModel {
    if (this.state !== 'tag' || this.varintBytes.length > 0 || this.frames.length > 1) {
      throw malformed(`end of file at byte ${this.offset}`, 'the rest of an unfinished field');
    }
    return { bytes: this.frames[0]!.output.view().slice(), payloads: this.payloads };
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1]!;
  }

  private readVarint(chunk: Uint8Array, start: number): number {
    let at = start;
    while (at < chunk.length) {
      const byte = chunk[at++]!;
      this.offset++;
      if (this.offset > this.frame.end)
        throw malformed(`a field that crosses byte ${this.frame.end}`, 'a field inside its message');
      this.varintBytes.push(byte);
      this.varint += (byte & 0x7f) * this.varintScale;
      this.varintScale *= 0x80;
      if (byte < 0x80) {
        this.finishVarint();
        return at;
      }
      if (this.varintBytes.length >= 10)
        throw malformed(`a varint of more than 10 bytes at byte ${this.offset}`, 'at most 10');
    }
    return at;
  }

  private finishVarint(): void {
    const value = this.varint;
    const raw = this.varintBytes;
    this.varint = 0;
    this.varintScale = 1;
    this.varintBytes = [];
    if (this.state === 'tag') this.startField(value, raw.length);
    else if (this.state === 'length') this.startLength(value);
    else this.finishVarintField(value, raw);
  }

  private startField(tag: number, tagBytes: number): void {
    const wireType = tag % 8;
    this.fieldOffset = this.offset - tagBytes;
    this.fieldNumber = Math.floor(tag / 8);
    if (this.fieldNumber < 1 || this.fieldNumber > 0x1fffffff) {
      throw malformed(`field number ${this.fieldNumber} at byte ${this.fieldOffset}`, '1 to 536870911');
    }
    this.action = FIELD_ACTIONS[this.frame.kind][this.fieldNumber];
    this.spend(FIELD_COST);
    switch (wireType) {
      case WIRE_VARINT:
        this.state = 'varint';
        return;
      case WIRE_LENGTH:
        this.state = 'length';
        return;
      case WIRE_FIXED32:
      case WIRE_FIXED64:
        this.startFixed(wireType, wireType === WIRE_FIXED32 ? 4 : 8);
        return;
      default:
        throw malformed(`wire type ${wireType} at byte ${this.fieldOffset}`, '0, 1, 2 or 5');
    }
  }

  private startFixed(wireType: number, size: number): void {
    this.rejectIfMessage();
    if (this.action === 'payload') {
      this.recordElement(wireType, this.offset - this.fieldOffset + size);
    } else {
      this.sink = this.action === 'drop' ? 'none' : 'output';
      if (this.sink === 'output') this.frame.output.appendTag(this.fieldNumber, wireType);
    }
    this.expectBytes(size);
  }

  private finishVarintField(value: number, raw: number[]): void {
    this.rejectIfMessage();
    this.state = 'tag';
    const frame = this.frame;
    if (this.action === 'drop') return;
    if (this.action === 'payload') {
      this.recordElement(WIRE_VARINT, this.offset - this.fieldOffset);
      if (this.sink === 'payload') frame.payload!.appendKept(Uint8Array.from(raw));
      return;
    }
    if (frame.kind === 'tensor' && this.fieldNumber === TENSOR_DATA_TYPE_FIELD) frame.dataType = value;
    frame.output.appendTag(this.fieldNumber, WIRE_VARINT);
    frame.output.append(Uint8Array.from(raw));
  }

  private startLength(length: number): void {
    if (this.offset + length > this.frame.end || !Number.isSafeInteger(this.offset + length)) {
      throw malformed(`a field of ${length} bytes at byte ${this.fieldOffset}`, 'a field inside its message');
    }
    if (this.action === undefined) this.startCopy(length);
    else if (this.action === 'drop') this.sink = 'none';
    else if (this.action === 'payload') this.startPayload(length);
    else {
      this.openMessage(this.action.descend, length);
      return;
    }
    this.expectBytes(length);
  }

  private startCopy(length: number): void {
    const { kind, output } = this.frame;
    const isPacked = PACKED_FIELDS[kind]?.has(this.fieldNumber) ?? false;
    this.spend(length * (isPacked ? PACKED_BYTE_COST : STRING_BYTE_COST));
    if (kind === 'attribute' && this.fieldNumber === ATTRIBUTE_STRINGS_FIELD) this.spend(STRING_ELEMENT_COST);
    this.sink = 'output';
    output.appendTag(this.fieldNumber, WIRE_LENGTH);
    output.appendVarint(length);
  }

  private startPayload(length: number): void {
    const recorder = this.frame.payload!;
    const isString = this.fieldNumber === 6;
    if (isString) this.recordElement(WIRE_LENGTH, this.offset - this.fieldOffset + length);
    else recorder.addContent(this.fieldNumber, this.offset, length);
    this.sink = recorder.undecided ? 'payload' : 'none';
    if (isString && this.sink === 'payload') recorder.appendKeptLength(length);
  }

  private recordElement(wireType: number, length: number): void {
    const recorder = this.frame.payload!;
    recorder.addElement(this.fieldNumber, wireType, this.fieldOffset, length);
    this.decodedCost -= FIELD_COST;
    this.sink = recorder.undecided ? 'payload' : 'none';
  }

  private expectBytes(count: number): void {
    if (this.offset + count > this.frame.end) {
      throw malformed(`a field that crosses byte ${this.frame.end}`, 'a field inside its message');
    }
    this.remaining = count;
    this.state = count > 0 ? 'bytes' : 'tag';
  }

  private passBytes(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.remaining, chunk.length - at);
    if (this.sink === 'output') this.frame.output.append(chunk.subarray(at, at + count));
    else if (this.sink === 'payload') this.frame.payload!.appendKept(chunk.subarray(at, at + count));
    this.offset += count;
    this.remaining -= count;
    if (this.remaining === 0) this.state = 'tag';
    return at + count;
  }

  private openMessage(kind: MessageKind, length: number): void {
    const depth = this.frames.length;
    if (depth >= MAX_MESSAGE_DEPTH) {
      throw new OnnxError(
        'limit-exceeded',
        `nesting of messages: got more than ${MAX_MESSAGE_DEPTH} levels, expected at most ${MAX_MESSAGE_DEPTH}`,
      );
    }
    this.spend(MESSAGE_COST);
    const output = (this.outputs[depth] ??= new ByteBuffer());
    output.clear();
    this.frames.push({
      kind,
      field: this.fieldNumber,
      end: this.offset + length,
      output,
      payload: kind === 'tensor' ? new PayloadRecorder() : undefined,
      dataType: 0,
    });
    this.state = 'tag';
  }

  /** A message ends where its length says; several may end at the same byte. */
  private closeFinishedMessages(): void {
    while (this.state === 'tag' && this.varintBytes.length === 0 && this.offset === this.frame.end) {
      const closed = this.frames.pop()!;
      if (closed.payload) this.closePayload(closed, closed.payload);
      const parent = this.frame.output;
      parent.appendTag(closed.field, WIRE_LENGTH);
      parent.appendVarint(closed.output.size);
      parent.append(closed.output.view());
    }
  }

  private closePayload(tensor: Frame, recorder: PayloadRecorder): void {
    const kept = recorder.keptFields(tensor.dataType);
    if (kept) {
      this.spend(kept.length * KEPT_BYTE_COST);
      tensor.output.append(kept);
      return;
    }
    this.payloads.push(recorder.elided());
    const segment = new ByteBuffer();
    segment.appendTag(1, WIRE_VARINT);
    segment.appendVarint(this.payloads.length);
    tensor.output.appendTag(TENSOR_SEGMENT_FIELD, WIRE_LENGTH);
    tensor.output.appendVarint(segment.size);
    tensor.output.append(segment.view());
  }

  private rejectIfMessage(): void {
    if (typeof this.action === 'object') {
      throw malformed(`a number in field ${this.fieldNumber} at byte ${this.fieldOffset}`, 'a message');
    }
  }

  private spend(bytes: number): void {
    this.decodedCost += bytes;
    if (this.decodedCost > this.maxDecodedBytes) {
      throw new OnnxError(
        'limit-exceeded',
        `structure of the file, weights excluded: got more than ${this.maxDecodedBytes} bytes in memory, expected at most that`,
      );
    }
  }
}

function malformed(got: string, expected: string): OnnxError {
  return new OnnxError('malformed-file', `protobuf data: got ${got}, expected ${expected}`);
}

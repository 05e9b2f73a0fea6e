import { OnnxError } from './errors.js';
import { MAX_KEPT_BYTES, MAX_KEPT_INTEGER_BYTES, MAX_PAYLOAD_RUNS } from './limits.js';
import { ByteBuffer, WIRE_LENGTH } from './wire.js';

const PAYLOAD_FIELDS = {
  4: 'float_data',
  5: 'int32_data',
  6: 'string_data',
  7: 'int64_data',
  9: 'raw_data',
  10: 'double_data',
  11: 'uint64_data',
} as const;
export type PayloadField = (typeof PAYLOAD_FIELDS)[keyof typeof PAYLOAD_FIELDS];

/**
 * A contiguous stretch of the original file. `content` holds element bytes only (raw or packed); `fields` holds
 * whole protobuf fields, tags included (one per element).
 */
export interface PayloadRun {
  readonly field: PayloadField;
  readonly form: 'content' | 'fields';
  readonly offset: number;
  readonly length: number;
}

/** Where the elements of a tensor that is not held in memory lie in the original file. */
export interface ElidedPayload {
  readonly runs: readonly PayloadRun[];
}

/** `TensorProto.DataType` of the element types that carry shapes, indices and masks: int32, int64, bool. */
const SHAPE_CARRYING_TYPES: ReadonlySet<number> = new Set([6, 7, 9]);

/** Collects the payload fields of one tensor and decides at its end whether they are kept. */
export class PayloadRecorder {
  private readonly runs: {
    field: PayloadField;
    form: 'content' | 'fields';
    offset: number;
    length: number;
  }[] = [];
  private readonly kept = new ByteBuffer();
  private bytes = 0;

  /** True while the payload seen so far may still be kept, so its bytes have to be copied. */
  get undecided(): boolean {
    return this.bytes <= MAX_KEPT_INTEGER_BYTES;
  }

  addContent(fieldNumber: number, offset: number, length: number): void {
    this.bytes += length;
    this.addRun({ field: fieldName(fieldNumber), form: 'content', offset, length });
    if (!this.undecided) return;
    this.kept.appendTag(fieldNumber, WIRE_LENGTH);
    this.kept.appendVarint(length);
  }

  /** One element written as a field of its own; `offset` and `length` include its tag. */
  addElement(fieldNumber: number, wireType: number, offset: number, length: number): void {
    this.bytes += length;
    const field = fieldName(fieldNumber);
    const last = this.runs.at(-1);
    if (last?.form === 'fields' && last.field === field && last.offset + last.length === offset) {
      last.length += length;
    } else {
      this.addRun({ field, form: 'fields', offset, length });
    }
    if (this.undecided) this.kept.appendTag(fieldNumber, wireType);
  }

  appendKeptLength(length: number): void {
    this.kept.appendVarint(length);
  }

  appendKept(content: Uint8Array): void {
    this.kept.append(content);
  }

  /** The fields to keep, or undefined when the payload is elided. `dataType` as in `TensorProto.DataType`. */
  keptFields(dataType: number): Uint8Array | undefined {
    const bound = SHAPE_CARRYING_TYPES.has(dataType) ? MAX_KEPT_INTEGER_BYTES : MAX_KEPT_BYTES;
    return this.bytes <= bound ? this.kept.view() : undefined;
  }

  elided(): ElidedPayload {
    return { runs: this.runs };
  }

  private addRun(run: {
    field: PayloadField;
    form: 'content' | 'fields';
    offset: number;
    length: number;
  }): void {
    if (this.runs.length >= MAX_PAYLOAD_RUNS) {
      throw new OnnxError(
        'limit-exceeded',
        `pieces of one tensor's payload: got more than ${MAX_PAYLOAD_RUNS}, expected at most ${MAX_PAYLOAD_RUNS}`,
      );
    }
    this.runs.push(run);
  }
}

function fieldName(fieldNumber: number): PayloadField {
  return PAYLOAD_FIELDS[fieldNumber as keyof typeof PAYLOAD_FIELDS];
}

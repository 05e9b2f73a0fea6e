/** The protobuf wire format: wire types and a growing output buffer. */

export const WIRE_VARINT = 0;
export const WIRE_FIXED64 = 1;
export const WIRE_LENGTH = 2;
export const WIRE_FIXED32 = 5;

/** Bytes appended one after the other; capacity doubles, so appending is linear in total. */
export class ByteBuffer {
  private bytes = new Uint8Array(256);
  size = 0;

  clear(): void {
    this.size = 0;
  }

  append(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.size);
    this.size += source.length;
  }

  /** A non-negative safe integer in base 128, least significant group first. */
  appendVarint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.size++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.size++] = rest;
  }

  appendTag(field: number, wireType: number): void {
    this.appendVarint(field * 8 + wireType);
  }

  /** The bytes so far; valid until the next append. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  private reserve(count: number): void {
    if (this.size + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.size + count, this.bytes.length * 2));
    grown.set(this.view());
    this.bytes = grown;
  }
}

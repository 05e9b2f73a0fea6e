import { isComplex } from './element-type.js';
import type { DataType } from '../core/network/data-type.js';
import type { TensorProto } from './proto/onnx_pb.js';

/** Why the payload of a tensor cannot be its elements. */
export class PayloadMismatch extends Error {}

/**
 * The row-major elements of a kept tensor, or undefined when none are stored (or the type is complex, which
 * carries no shapes). Layout: `TensorProto` in onnx.proto. Throws `PayloadMismatch` when their number is not
 * `count`.
 */
export function tensorValues(proto: TensorProto, dataType: DataType, count: number): number[] | undefined {
  if (isComplex(dataType)) return undefined;
  if (proto.rawData.length > 0) return rawValues(proto.rawData, dataType, count);
  const typed = typedValues(proto, dataType);
  if (typed.length === 0) return count === 0 ? [] : undefined;
  if (dataType === 'int4' || dataType === 'uint4')
    return unpackNibbles(Uint8Array.from(typed), dataType, count);
  expectCount(typed.length, count, 'elements');
  return typed;
}

function typedValues(proto: TensorProto, dataType: DataType): number[] {
  switch (dataType) {
    case 'float32':
      return proto.floatData;
    case 'float64':
      return proto.doubleData;
    case 'int64':
      return proto.int64Data.map(Number);
    case 'uint64':
    case 'uint32':
      return proto.uint64Data.map(Number);
    case 'float16':
      return proto.int32Data.map(halfToNumber);
    case 'bfloat16':
      return proto.int32Data.map(bfloatToNumber);
    default:
      return isEightBitFloat(dataType) ? proto.int32Data.map(() => NaN) : proto.int32Data;
  }
}

function rawValues(raw: Uint8Array, dataType: DataType, count: number): number[] {
  if (dataType === 'int4' || dataType === 'uint4') return unpackNibbles(raw, dataType, count);
  const [size, read] = RAW_READERS[dataType] ?? [1, () => NaN];
  expectCount(raw.length, count * size, 'bytes');
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: count }, (_, i) => read(view, i * size));
}

/** Element size in bytes and reader. 8-bit floats are absent: no shape is ever computed from them. */
const RAW_READERS: Partial<Record<DataType, readonly [number, (view: DataView, at: number) => number]>> = {
  float64: [8, (view, at) => view.getFloat64(at, true)],
  float32: [4, (view, at) => view.getFloat32(at, true)],
  float16: [2, (view, at) => halfToNumber(view.getUint16(at, true))],
  bfloat16: [2, (view, at) => bfloatToNumber(view.getUint16(at, true))],
  int64: [8, (view, at) => Number(view.getBigInt64(at, true))],
  uint64: [8, (view, at) => Number(view.getBigUint64(at, true))],
  int32: [4, (view, at) => view.getInt32(at, true)],
  uint32: [4, (view, at) => view.getUint32(at, true)],
  int16: [2, (view, at) => view.getInt16(at, true)],
  uint16: [2, (view, at) => view.getUint16(at, true)],
  int8: [1, (view, at) => view.getInt8(at)],
  uint8: [1, (view, at) => view.getUint8(at)],
  bool: [1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)],
};

const isEightBitFloat = (dataType: DataType): boolean => dataType.startsWith('float8');

/** Two elements a byte, the first in the lower half. */
function unpackNibbles(packed: Uint8Array, dataType: DataType, count: number): number[] {
  expectCount(packed.length, Math.ceil(count / 2), 'bytes');
  return Array.from({ length: count }, (_, i) => {
    const nibble = (packed[i >> 1]! >> (4 * (i & 1))) & 0xf;
    return dataType === 'int4' && nibble > 7 ? nibble - 16 : nibble;
  });
}

function expectCount(got: number, expected: number, unit: string): void {
  if (got !== expected) throw new PayloadMismatch(`${unit} of payload: got ${got}, expected ${expected}`);
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of an IEEE 754 binary32. */
function bfloatToNumber(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (bits & 0xffff) * 0x10000);
  return view.getFloat32(0);
}

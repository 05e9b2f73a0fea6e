/** Bits of one element of a tensor, by element type (names as in ONNX, spelled out). */
export const BITS_PER_ELEMENT = {
  float64: 64,
  float32: 32,
  float16: 16,
  bfloat16: 16,
  float8e4m3fn: 8,
  float8e4m3fnuz: 8,
  float8e5m2: 8,
  float8e5m2fnuz: 8,
  int64: 64,
  int32: 32,
  int16: 16,
  int8: 8,
  int4: 4,
  uint64: 64,
  uint32: 32,
  uint16: 16,
  uint8: 8,
  uint4: 4,
  bool: 8,
  complex64: 64,
  complex128: 128,
} as const satisfies Record<string, number>;

export type DataType = keyof typeof BITS_PER_ELEMENT;

export const DATA_TYPES = Object.keys(BITS_PER_ELEMENT) as readonly DataType[];

import type { DataType } from '../core/network/data-type.js';

/** `TensorProto.DataType` to the element types of the core. Strings and 2-, 4- and 6-bit floats have none. */
const ELEMENT_TYPES: Readonly<Record<number, DataType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  14: 'complex64',
  15: 'complex128',
  16: 'bfloat16',
  17: 'float8e4m3fn',
  18: 'float8e4m3fnuz',
  19: 'float8e5m2',
  20: 'float8e5m2fnuz',
  21: 'uint4',
  22: 'int4',
};

const NAMES_WITHOUT_TYPE: Readonly<Record<number, string>> = {
  0: 'undefined',
  8: 'string',
  23: 'float4e2m1',
  24: 'float8e8m0',
  25: 'uint2',
  26: 'int2',
  27: 'float6e2m3',
  28: 'float6e3m2',
};

/** The element type behind a `TensorProto.DataType`, or undefined where the core has none. */
export const elementType = (code: number): DataType | undefined => ELEMENT_TYPES[code];

const CODES = new Map(Object.entries(ELEMENT_TYPES).map(([code, type]) => [type, Number(code)]));

/** The `TensorProto.DataType` of an element type. */
export const elementTypeCode = (type: DataType): number => CODES.get(type)!;

/** The name of a `TensorProto.DataType` for messages; unknown codes are named by their number. */
export const elementTypeName = (code: number): string =>
  ELEMENT_TYPES[code] ?? NAMES_WITHOUT_TYPE[code] ?? `data type ${code}`;

/** True for codes that the format defines, supported here or not. */
export const isElementTypeCode = (code: number): boolean =>
  code in ELEMENT_TYPES || (code !== 0 && code in NAMES_WITHOUT_TYPE);

export const isFloat = (type: DataType): boolean => type.startsWith('float') || type === 'bfloat16';
export const isComplex = (type: DataType): boolean => type.startsWith('complex');
export const isInteger = (type: DataType): boolean => type.startsWith('int') || type.startsWith('uint');

/** Smallest and largest value of an integer type; 64-bit bounds are those of exact doubles. */
export function integerRange(type: DataType): readonly [number, number] | undefined {
  if (!isInteger(type)) return undefined;
  const isSigned = type.startsWith('int');
  const bits = Number(type.replace(/\D+/, ''));
  if (bits === 64) return [isSigned ? Number.MIN_SAFE_INTEGER : 0, Number.MAX_SAFE_INTEGER];
  return isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}

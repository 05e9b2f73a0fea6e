import { BITS_PER_ELEMENT, type DataType } from '../network/data-type.js';

/** Arithmetic that a board computes a network in; it fixes how many bytes the elements of a layer take. */
export const PRECISIONS = ['fp32', 'fp16', 'int8'] as const;
export type Precision = (typeof PRECISIONS)[number];

const STORED_AS = { fp32: 'float32', fp16: 'float16', int8: 'int8' } satisfies Record<Precision, DataType>;

export const bytesPerElement = (precision: Precision): number => BITS_PER_ELEMENT[STORED_AS[precision]] / 8;

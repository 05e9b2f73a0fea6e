import type { DataType } from '../data-type.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Real values → integers (or short floats) of `dataType`, by scales that are constants. The shape stays. */
export interface Quantise {
  readonly kind: 'quantise';
  readonly dataType: DataType;
}

/** Integers (or short floats) → real values of `dataType`. The shape stays. */
export interface Dequantise {
  readonly kind: 'dequantise';
  readonly dataType: DataType;
}

export const quantise: LayerRules<Quantise> = {
  inputCount: ONE_INPUT,
  outputs: ({ dataType }, [input]) => [{ shape: input!.shape, dataType }],
  work: noWork,
  layerClass: memoryBound,
};

export const dequantise: LayerRules<Dequantise> = {
  inputCount: ONE_INPUT,
  outputs: ({ dataType }, [input]) => [{ shape: input!.shape, dataType }],
  work: noWork,
  layerClass: memoryBound,
};

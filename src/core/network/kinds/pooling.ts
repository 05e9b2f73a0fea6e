import type { Padding } from '../padding.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';
import { safeProduct } from '../tensor.js';
import { slide, spatialInput } from './window.js';

/** Input [batch, channels, ...spatial] → the same rank, one value per window. */
export interface Pooling {
  readonly kind: 'pooling';
  readonly mode: 'max' | 'average' | 'norm';
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  /** Whether a last, incomplete window counts. */
  readonly ceilMode: boolean;
  /** 1 along each dimension where absent. */
  readonly dilations?: readonly number[];
  /** Whether a second output says where each maximum was (int64). */
  readonly returnsIndices?: boolean;
}

export const pooling: LayerRules<Pooling> = {
  inputCount: ONE_INPUT,
  outputCount: ({ returnsIndices }) => (returnsIndices ? 2 : 1),
  outputs(operation, inputs) {
    const { batch, channels, spatial } = spatialInput(inputs, operation.kernelSize);
    const dilations = operation.dilations ?? operation.kernelSize.map(() => 1);
    const shape = [batch, channels, ...slide(spatial, { ...operation, dilations }, operation.ceilMode)];
    const pooled = { shape, dataType: inputs[0]!.dataType };
    return operation.returnsIndices ? [pooled, { shape, dataType: 'int64' }] : [pooled];
  },
  work: noWork,
  layerClass: memoryBound,
  gatheredElements: ({ kernelSize }, _inputs, [output]) => safeProduct([...kernelSize, ...output!.shape]),
};

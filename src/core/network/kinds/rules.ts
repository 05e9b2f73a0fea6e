import type { LayerOperation } from '../layer.js';
import type { TensorType } from '../tensor.js';

/** What a kind of layer makes of its inputs. */
export interface LayerRules<Operation extends LayerOperation> {
  /**
   * Types of the outputs, in order.
   * Throws `CoreError` (`wrong-rank`, `shape-mismatch`) naming the parameter at fault.
   */
  outputs(operation: Operation, inputs: readonly TensorType[]): readonly TensorType[];
  /** Multiply-accumulates and weights; the inputs are those that `outputs` accepted. */
  work(operation: Operation, inputs: readonly TensorType[], outputs: readonly TensorType[]): LayerWork;
}

export interface LayerWork {
  readonly macs: number;
  readonly weightElements: number;
}

export const NO_WORK: LayerWork = { macs: 0, weightElements: 0 };

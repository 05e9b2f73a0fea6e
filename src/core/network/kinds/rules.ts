import type { LayerClass } from '../layer-class.js';
import type { TensorType } from '../tensor.js';

/** What a kind of layer makes of its inputs, and how it is costed. */
export interface LayerRules<Operation extends { readonly kind: string }> {
  readonly inputCount: InputCount;
  /** Number of output tensors; 1 where absent. */
  outputCount?(operation: Operation): number;
  /**
   * Types of the outputs, in order.
   * Throws `CoreError` (`wrong-rank`, `shape-mismatch`, `invalid-parameter`) naming the parameter at fault.
   */
  outputs(operation: Operation, inputs: readonly TensorType[]): readonly TensorType[];
  /** Multiply-accumulates and weights; the inputs are those that `outputs` accepted. */
  work(operation: Operation, inputs: readonly TensorType[], outputs: readonly TensorType[]): LayerWork;
  /** Elements of the inputs that are read; all of them where absent. */
  elementsRead?(inputs: readonly TensorType[], outputs: readonly TensorType[]): number;
  /** Whether only as many weights are read as elements are written (a look-up), not all of them. */
  readonly looksUpWeights?: true;
  /** The cost class; null for layers that move no data. */
  layerClass(operation: Operation, inputs: readonly TensorType[]): LayerClass | null;
  /**
   * Columns of the matrix that it multiplies with: filters of a convolution, features of a connected layer;
   * 1 where absent.
   */
  kernels?(operation: Operation, inputs: readonly TensorType[]): number;
  /**
   * Elements that windows of more than one element gather, each as often as windows hold it: what an implementation
   * that unrolls them moves (im2col). None where absent.
   */
  gatheredElements?(
    operation: Operation,
    inputs: readonly TensorType[],
    outputs: readonly TensorType[],
  ): number;
  /** Its part in a fused group; none where absent. */
  fusionRole?(operation: Operation): FusionRole | null;
  /** Whether it can make an empty tensor of inputs that are not (as ONNX does). */
  readonly mayBeEmpty?: true;
}

/** Both ends included; no `most` means any number. */
export interface InputCount {
  readonly least: number;
  readonly most?: number;
}

export const ONE_INPUT: InputCount = { least: 1, most: 1 };

/**
 * A runtime that fuses computes, inside one root, at most one normalisation and one activation behind it,
 * in this order.
 */
export const FUSION_ROLES = ['root', 'normalisation', 'activation'] as const;
export type FusionRole = (typeof FUSION_ROLES)[number];

export interface LayerWork {
  readonly macs: number;
  readonly weightElements: number;
}

export const NO_WORK: LayerWork = { macs: 0, weightElements: 0 };

/** Rules shared by kinds that compute nothing and weigh nothing. */
export const noWork = (): LayerWork => NO_WORK;
export const memoryBound = (): LayerClass => 'memory-bound';
/** The data stay where they are. */
export const movesNoData = (): null => null;

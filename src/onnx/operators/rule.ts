import type { OperatorContext } from './context.js';
import type { Inferred } from './value.js';

/** What is known about an operator. Undefined outputs are ones that the node does not produce. */
export interface OperatorRule {
  /** Types, shapes and, where they can be followed, values of the outputs. Throws `NodeProblem`. */
  infer(context: OperatorContext): readonly Inferred[];
  /**
   * Multiply-accumulates of convolutions, matrix products and recurrent layers; absent for operators that do
   * none. Bias, normalisation, activation, pooling and element-wise work counts as zero.
   */
  macs?(context: OperatorContext, outputs: readonly Inferred[]): number;
  /** True where int32 inputs are weights (biases of quantised layers) rather than indices. */
  readonly int32Weights?: boolean;
}

/** Rules by operator name. */
export type OperatorTable = Readonly<Record<string, OperatorRule>>;

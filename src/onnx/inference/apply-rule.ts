import type { OnnxNode } from '../model.js';
import { OperatorContext } from '../operators/context.js';
import type { OperatorRule } from '../operators/rule.js';
import { countOf, isFoldable, NodeProblem, tensor, type Inferred } from '../operators/value.js';

/** Outputs and MACs of one node whose inputs are known. Throws `NodeProblem`. */
export function applyRule(
  rule: OperatorRule,
  node: OnnxNode,
  opset: number,
  inputs: readonly (Inferred | undefined)[],
): { outputs: Inferred[]; macs: number } {
  const context = new OperatorContext(node, opset, inputs);
  const all = rule.infer(context);
  const outputs = node.outputs.map((_, i) => {
    const output = all[i];
    if (!output) throw new NodeProblem(`outputs: got ${node.outputs.length}, expected at most ${all.length}`);
    countOf(output.shape);
    return output.constant && !isFoldable(output.shape) ? tensor(output.dataType, output.shape) : output;
  });
  const macs = rule.macs?.(context, all) ?? 0;
  if (!Number.isSafeInteger(macs) || macs < 0)
    throw new NodeProblem(`MACs: got ${macs}, expected an integer below 2^53`);
  return { outputs, macs };
}

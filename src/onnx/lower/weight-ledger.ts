import type { InferredGraph, InferredNode, WeightUse } from '../inference/result.js';
import type { DataFlow } from './data-flow.js';

/** Operators whose first output holds the elements of their first input, rearranged or in another type. */
const KEEPS_ELEMENTS: ReadonlySet<string> = new Set([
  ...['Identity', 'Dropout', 'Cast', 'CastLike', 'QuantizeLinear', 'DequantizeLinear'],
  ...['Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Transpose'],
]);

/**
 * Counts every weight of a graph once, at the first layer that reads it. Two forms of one stored tensor (a table
 * and its transpose) are one weight.
 */
export class WeightLedger {
  /** The stored tensor behind a value that is computed from it alone, element for element. */
  private readonly origins = new Map<string, string>();
  /** Nodes that are no layers although they are not constant: their weights belong to whoever reads the result. */
  private readonly absorbed = new Map<string, InferredNode>();
  private readonly counted = new Set<string>();

  constructor(
    private readonly graph: InferredGraph,
    { statics }: Pick<DataFlow, 'statics'>,
  ) {
    for (const node of graph.nodes) {
      if (node.isConstant) this.trace(node);
      else for (const name of node.outputs) if (statics.has(name)) this.absorbed.set(name, node);
    }
  }

  /** Elements of the weights that the node reads and no node before it did. */
  take(node: InferredNode): number {
    let elements = 0;
    const pending = [node];
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const weight of next.weights) elements += this.count(weight);
      for (const name of [...next.inputs, ...next.captured]) {
        const producer = this.absorbed.get(name);
        if (!producer) continue;
        for (const output of producer.outputs) this.absorbed.delete(output);
        pending.push(producer);
      }
    }
    return elements;
  }

  private trace({ operator, inputs, outputs }: InferredNode): void {
    const [from, to] = [inputs[0], outputs[0]];
    if (!from || !to || !KEEPS_ELEMENTS.has(operator)) return;
    this.origins.set(to, this.origins.get(from) ?? from);
  }

  private count({ value, elements, isInitializer }: WeightUse): number {
    const origin = this.origins.get(value) ?? value;
    if (this.counted.has(origin)) return 0;
    this.counted.add(origin);
    // A lone number in a Constant node is a bound, an exponent or an epsilon: nothing that was learnt.
    const isStored = isInitializer || this.graph.values.get(origin)?.initializer !== undefined;
    return elements === 1 && !isStored ? 0 : elements;
  }
}

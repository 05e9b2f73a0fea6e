import type { LoweringContext } from '../context.js';
import type { Lowered, Lowering, LoweringTable } from '../lowering.js';

/** Queries, keys and values in their own tensors, then masks and biases. */
function attention(context: LoweringContext, heads: number, keyHeads: number): Lowered {
  return {
    operation: { kind: 'attention', heads, ...(keyHeads === heads ? {} : { keyHeads }) },
    inputs: [0, 1, 2, ...context.dynamic().filter((place) => place > 2)],
  };
}

/** Attention of opset 23: heads are an attribute, or the second of four dimensions. */
const standard: Lowering = (context) => {
  const headsOf = (place: number, attribute: string): number =>
    context.shape(place).length === 4 ? context.shape(place)[1]! : context.requiredInt(attribute);
  return attention(context, headsOf(0, 'q_num_heads'), headsOf(1, 'kv_num_heads'));
};

const multiHead: Lowering = (context) =>
  attention(context, context.requiredInt('num_heads'), context.requiredInt('num_heads'));

const grouped: Lowering = (context) =>
  attention(context, context.requiredInt('num_heads'), context.requiredInt('kv_num_heads'));

export const ATTENTION: LoweringTable = { Attention: standard };

/** The attention that contains its projections has no kind: its MACs are those of connected layers as well. */
export const MICROSOFT_ATTENTION: LoweringTable = {
  MultiHeadAttention: multiHead,
  GroupQueryAttention: grouped,
};

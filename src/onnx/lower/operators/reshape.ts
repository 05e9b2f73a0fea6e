import type { Lowering, LoweringTable } from '../lowering.js';

/** The shape that inference found, whatever way the node asks for it. */
const reshape: Lowering = (context) => ({ operation: { kind: 'reshape', shape: context.output(0).shape } });

const flatten: Lowering = (context) => ({ operation: { kind: 'flatten', axis: context.int('axis', 1) } });

const transpose: Lowering = (context) => {
  const rank = context.shape(0).length;
  const reversed = Array.from({ length: rank }, (_, i) => rank - 1 - i);
  return { operation: { kind: 'transpose', permutation: context.ints('perm') ?? reversed } };
};

/** Operators that give elements another shape or order. */
export const RESHAPE: LoweringTable = {
  Reshape: reshape,
  Squeeze: reshape,
  Unsqueeze: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Identity: () => ({ operation: { kind: 'identity' } }),
  Dropout: () => ({ operation: { kind: 'dropout' } }),
};

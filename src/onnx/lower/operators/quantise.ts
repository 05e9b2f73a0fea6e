import type { LoweringTable } from '../lowering.js';

/** Scales and zero points are constants; where they are computed, no kind says so. */
export const QUANTISE: LoweringTable = {
  QuantizeLinear: (context) => ({
    operation: { kind: 'quantise', dataType: context.output(0).dataType },
  }),
  DequantizeLinear: (context) => ({
    operation: { kind: 'dequantise', dataType: context.output(0).dataType },
  }),
};

import type { Lowering, LoweringTable } from '../lowering.js';
import { ACTIVATION, MICROSOFT_ACTIVATION } from './activation.js';
import { ATTENTION, MICROSOFT_ATTENTION } from './attention.js';
import { CONVOLUTION, MICROSOFT_CONVOLUTION } from './convolution.js';
import { ELEMENT_WISE, MICROSOFT_ELEMENT_WISE } from './element-wise.js';
import { JOIN_SPLIT, MICROSOFT_JOIN } from './join-split.js';
import { MATRIX_PRODUCT, MICROSOFT_MATRIX_PRODUCT } from './matrix-product.js';
import { MICROSOFT_NORMALISATION, NORMALISATION } from './normalisation.js';
import { MICROSOFT_POOLING, POOLING } from './pooling.js';
import { QUANTISE } from './quantise.js';
import { MICROSOFT_RECURRENT, RECURRENT } from './recurrent.js';
import { REDUCE } from './reduce.js';
import { RESHAPE } from './reshape.js';
import { SELECT } from './select.js';

/** One row an operator; an operator without one becomes a `custom` layer. */
const DEFAULT_DOMAIN: LoweringTable = {
  ...ACTIVATION,
  ...ATTENTION,
  ...CONVOLUTION,
  ...ELEMENT_WISE,
  ...JOIN_SPLIT,
  ...MATRIX_PRODUCT,
  ...NORMALISATION,
  ...POOLING,
  ...QUANTISE,
  ...RECURRENT,
  ...REDUCE,
  ...RESHAPE,
  ...SELECT,
};

/** Fused and quantised operators that ONNX Runtime writes. */
const MICROSOFT_DOMAIN: LoweringTable = {
  ...QUANTISE,
  ...MICROSOFT_ACTIVATION,
  ...MICROSOFT_ATTENTION,
  ...MICROSOFT_CONVOLUTION,
  ...MICROSOFT_ELEMENT_WISE,
  ...MICROSOFT_JOIN,
  ...MICROSOFT_MATRIX_PRODUCT,
  ...MICROSOFT_NORMALISATION,
  ...MICROSOFT_POOLING,
  ...MICROSOFT_RECURRENT,
};

const LOWERINGS: ReadonlyMap<string, Lowering> = new Map(
  (
    [
      ['', DEFAULT_DOMAIN],
      ['com.microsoft', MICROSOFT_DOMAIN],
    ] as const
  ).flatMap(([domain, table]) =>
    Object.entries(table).map(([name, lowering]) => [`${domain}\n${name}`, lowering] as const),
  ),
);

/** The lowering of an operator, or undefined where no kind describes it. */
export const loweringOf = (domain: string, operator: string): Lowering | undefined =>
  LOWERINGS.get(`${domain}\n${operator}`);

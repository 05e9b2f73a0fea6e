import { ANALYSIS } from './analysis.js';
import { ATTENTION, MICROSOFT_ATTENTION } from './attention.js';
import { CAST } from './cast.js';
import { CONVOLUTION, MICROSOFT_CONVOLUTION } from './convolution.js';
import { EINSUM } from './einsum.js';
import { BINARY, MICROSOFT_BINARY } from './elementwise-binary.js';
import { MICROSOFT_UNARY, UNARY } from './elementwise-unary.js';
import { GENERATE } from './generate.js';
import { JOIN_SPLIT, MICROSOFT_JOIN } from './join-split.js';
import { LOSS } from './loss.js';
import { MATRIX_PRODUCT, MICROSOFT_MATRIX_PRODUCT } from './matrix-product.js';
import { MICROSOFT_NORMALIZATION, NORMALIZATION } from './normalization.js';
import { MICROSOFT_POOLING, POOLING } from './pooling.js';
import { QUANTIZE } from './quantize.js';
import { MICROSOFT_RECURRENT, RECURRENT } from './recurrent.js';
import { REDUCE } from './reduce.js';
import { REPEAT } from './repeat.js';
import { RESHAPE } from './reshape.js';
import { RESIZE } from './resize.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { SCATTER } from './scatter.js';
import { ML_SELECT, SELECT } from './select.js';
import { SIGNAL } from './signal.js';

const DEFAULT_DOMAIN: OperatorTable = {
  ...ANALYSIS,
  ...ATTENTION,
  ...BINARY,
  ...CAST,
  ...CONVOLUTION,
  ...EINSUM,
  ...GENERATE,
  ...JOIN_SPLIT,
  ...LOSS,
  ...MATRIX_PRODUCT,
  ...NORMALIZATION,
  ...POOLING,
  ...QUANTIZE,
  ...RECURRENT,
  ...REDUCE,
  ...REPEAT,
  ...RESHAPE,
  ...RESIZE,
  ...SCATTER,
  ...SELECT,
  ...SIGNAL,
  ...UNARY,
};

/** Fused and quantised operators that ONNX Runtime writes. */
const MICROSOFT_DOMAIN: OperatorTable = {
  ...QUANTIZE,
  ...MICROSOFT_ATTENTION,
  ...MICROSOFT_BINARY,
  ...MICROSOFT_CONVOLUTION,
  ...MICROSOFT_JOIN,
  ...MICROSOFT_MATRIX_PRODUCT,
  ...MICROSOFT_NORMALIZATION,
  ...MICROSOFT_POOLING,
  ...MICROSOFT_RECURRENT,
  ...MICROSOFT_UNARY,
};

const RULES: ReadonlyMap<string, OperatorRule> = new Map(
  (
    [
      ['', DEFAULT_DOMAIN],
      ['com.microsoft', MICROSOFT_DOMAIN],
      ['ai.onnx.ml', ML_SELECT],
    ] as const
  ).flatMap(([domain, table]) =>
    Object.entries(table).map(([name, rule]) => [`${domain}\n${name}`, rule] as const),
  ),
);

/** The rule of an operator, or undefined where there is none. */
export const ruleOf = (domain: string, operator: string): OperatorRule | undefined =>
  RULES.get(`${domain}\n${operator}`);

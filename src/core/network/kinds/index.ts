import { activation } from './activation.js';
import { attention } from './attention.js';
import { concat } from './concat.js';
import { connected } from './connected.js';
import { constant } from './constant.js';
import { convolution } from './convolution.js';
import { custom } from './custom.js';
import { elementWise } from './element-wise.js';
import { embedding } from './embedding.js';
import { expand } from './expand.js';
import { flatten } from './flatten.js';
import { gather } from './gather.js';
import { globalPooling } from './global-pooling.js';
import { dropout, identity } from './identity.js';
import { matrixProduct } from './matrix-product.js';
import { normalisation } from './normalisation.js';
import { pad } from './pad.js';
import { pooling } from './pooling.js';
import { dequantise, quantise } from './quantise.js';
import { recurrent } from './recurrent.js';
import { reduce } from './reduce.js';
import { reshape } from './reshape.js';
import { resize } from './resize.js';
import type { LayerRules } from './rules.js';
import { slice } from './slice.js';
import { softmax } from './softmax.js';
import { split } from './split.js';
import { transpose } from './transpose.js';
import { transposedConvolution } from './transposed-convolution.js';

/** One row a kind: a new kind is a file and a row here. */
const RULES = {
  activation,
  attention,
  concat,
  connected,
  constant,
  convolution,
  custom,
  dequantise,
  dropout,
  'element-wise': elementWise,
  embedding,
  expand,
  flatten,
  gather,
  'global-pooling': globalPooling,
  identity,
  'matrix-product': matrixProduct,
  normalisation,
  pad,
  pooling,
  quantise,
  recurrent,
  reduce,
  reshape,
  resize,
  slice,
  softmax,
  split,
  transpose,
  'transposed-convolution': transposedConvolution,
};

type OperationIn<Rules> = Rules extends LayerRules<infer Operation> ? Operation : never;

/** One operation with its parameters; the kind fixes its output shapes and workload. */
export type LayerOperation = OperationIn<(typeof RULES)[keyof typeof RULES]>;

export type LayerKind = LayerOperation['kind'];

/** The parameters of one kind. */
export type OperationOf<Kind extends LayerKind> = Extract<LayerOperation, { kind: Kind }>;

/** The compiler finds a row that does not bear the name of its kind. */
const RULES_BY_KIND: { readonly [Kind in LayerKind]: LayerRules<OperationOf<Kind>> } = RULES;

export const LAYER_KINDS = Object.keys(RULES) as readonly LayerKind[];

/** The rules of an operation's own kind. */
export function rulesOf<Operation extends LayerOperation>(operation: Operation): LayerRules<Operation> {
  return RULES_BY_KIND[operation.kind] as unknown as LayerRules<Operation>;
}

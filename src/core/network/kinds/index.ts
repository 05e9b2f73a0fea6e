import type { LayerKind, LayerOperation } from '../layer.js';
import { activation } from './activation.js';
import { connected } from './connected.js';
import { convolution } from './convolution.js';
import { flatten } from './flatten.js';
import { pooling } from './pooling.js';
import type { LayerRules } from './rules.js';

/** One row a kind; the compiler finds a missing one. */
const RULES = { activation, connected, convolution, flatten, pooling } satisfies {
  [Kind in LayerKind]: LayerRules<Extract<LayerOperation, { kind: Kind }>>;
};

export const LAYER_KINDS = Object.keys(RULES) as readonly LayerKind[];

/** The rules of an operation's own kind. */
export function rulesOf<Operation extends LayerOperation>(operation: Operation): LayerRules<Operation> {
  return RULES[operation.kind] as unknown as LayerRules<Operation>;
}

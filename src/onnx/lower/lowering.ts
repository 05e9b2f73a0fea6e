import type { LayerOperation } from '../../core/network/kinds/index.js';
import type { LoweringContext } from './context.js';

/** The layer that stands for a node. */
export interface Lowered {
  readonly operation: LayerOperation;
  /** Places of the node's inputs that the layer takes; the first one where absent. */
  readonly inputs?: readonly number[];
  /** Places of the node's outputs that the layer makes; the first one where absent. */
  readonly outputs?: readonly number[];
}

/**
 * How the nodes of one operator become layers; undefined for a form of the operator that no kind describes.
 * Whether kind and node agree is checked afterwards. Throws `NodeProblem`.
 */
export type Lowering = (context: LoweringContext) => Lowered | undefined;

/** Lowerings by operator name. */
export type LoweringTable = Readonly<Record<string, Lowering>>;

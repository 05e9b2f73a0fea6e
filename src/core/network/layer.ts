import type { LayerOperation } from './kinds/index.js';
import type { Workload } from './workload.js';

export interface Layer {
  readonly name: string;
  readonly operation: LayerOperation;
  /** Indices into the network's tensors. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly workload: Workload;
  /** Names of the nodes of an imported model that the layer stands for. */
  readonly sources?: readonly string[];
}

import { onceEach } from '../memo.js';
import { applyOperation, type AppliedOperation } from './apply.js';
import type { LayerOperation } from './kinds/index.js';
import type { TensorType } from './tensor.js';

/** An operation on certain inputs, and what it makes of them. */
export interface AppliedLayer extends AppliedOperation {
  readonly operation: LayerOperation;
  readonly inputs: readonly TensorType[];
}

/** Of each kind; the layers of a block that is repeated. To look among more would take as long as to apply them. */
const MOST_REMEMBERED = 4;

/**
 * Applies the operations of one network. Layers that say the same of the same inputs have the same operation and the same
 * work, as objects, so that what follows from these is found once: most networks repeat a few blocks.
 */
export class AppliedLayers {
  private readonly recentOf = onceEach((_kind: LayerOperation['kind']): AppliedLayer[] => []);

  /** Throws as `applyOperation`. */
  apply(operation: LayerOperation, inputs: readonly TensorType[]): AppliedLayer {
    const recent = this.recentOf(operation.kind);
    let own = operation;
    for (let k = recent.length - 1; k >= 0; k--) {
      const layer = recent[k]!;
      if (!isAlike(layer.operation, own)) continue;
      if (areOfSameTypes(layer.inputs, inputs)) return layer;
      own = layer.operation;
    }
    const { outputs, workload } = applyOperation(own, inputs);
    const layer = { operation: own, inputs, outputs, workload };
    recent.push(layer);
    if (recent.length > MOST_REMEMBERED) recent.shift();
    return layer;
  }
}

function areOfSameTypes(some: readonly TensorType[], others: readonly TensorType[]): boolean {
  if (some.length !== others.length) return false;
  for (let k = 0; k < some.length; k++) {
    const [one, other] = [some[k]!, others[k]!];
    if (one.dataType !== other.dataType || !isAlike(one.shape, other.shape)) return false;
  }
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two values say the same in the same order, as in JSON: numbers, texts, lists and objects of such. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && areAllAlike(one, other);
  const others = Object.keys(other);
  let place = 0;
  for (const name in one) {
    if (name !== others[place++] || !isAlike((one as Fields)[name], (other as Fields)[name])) return false;
  }
  return place === others.length;
}

function areAllAlike(some: readonly unknown[], others: readonly unknown[]): boolean {
  if (some.length !== others.length) return false;
  for (let k = 0; k < some.length; k++) if (!isAlike(some[k], others[k])) return false;
  return true;
}

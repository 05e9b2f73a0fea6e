import { CoreError } from '../errors.js';

/** Why the number of some channels cannot change. */
export interface FixedReason {
  readonly code:
    | 'network-input'
    | 'network-result'
    | 'constant'
    | 'connected-features'
    | 'computed-weights'
    | 'shared-weights'
    | 'broadcast'
    | 'not-followed';
  /** Name of the layer or tensor that holds them. */
  readonly at: string;
}

/**
 * The channels of a tensor: its axis 1 is divided evenly, `inner` elements for each of `nodes`. More than one
 * element stands behind a channel that was flattened together with its positions.
 */
export interface Channels {
  readonly nodes: Int32Array;
  readonly inner: number;
}

/** Channels of all tensors together beyond which an analysis is refused; 32 MB. */
const MAX_CHANNELS = 8_000_000;

/** Which channels stay or go together: a forest of sets (union-find; Tarjan, JACM 22(2), 1975). */
export class ChannelTies {
  private readonly parents: number[] = [];
  private readonly fixed = new Map<number, FixedReason>();
  private listed = 0;

  /** New channels, each on its own. Throws `pruning-too-large`. */
  add(count: number): Int32Array {
    const first = this.parents.length;
    const nodes = this.list(count, (k) => first + k);
    for (const node of nodes) this.parents.push(node);
    return nodes;
  }

  /** New channels that stay; for they stay together, one node stands for all. Throws `pruning-too-large`. */
  addFixed(count: number, reason: FixedReason): Int32Array {
    const node = this.add(1);
    this.fix(node, reason);
    return this.list(count, () => node[0]!);
  }

  /** The channels of one more tensor. Throws `pruning-too-large`. */
  list(count: number, nodeAt: (place: number) => number): Int32Array {
    this.listed += count;
    if (this.listed > MAX_CHANNELS) {
      throw new CoreError(
        'pruning-too-large',
        `channels: got more than ${MAX_CHANNELS} in all layers together, expected at most as many`,
      );
    }
    return Int32Array.from({ length: count }, (_, place) => nodeAt(place));
  }

  get count(): number {
    return this.parents.length;
  }

  rootOf(node: number): number {
    let root = node;
    while (this.parents[root] !== root) root = this.parents[root]!;
    for (let at = node; at !== root;) {
      const next = this.parents[at]!;
      this.parents[at] = root;
      at = next;
    }
    return root;
  }

  /** Channels at the same place stay or go together. */
  tie(a: Int32Array, b: Int32Array): void {
    for (let k = 0; k < a.length; k++) this.join(a[k]!, b[k]!);
  }

  /** Channels that are divided into groups are taken from each group alike: those at the same place in their group. */
  tieGroups(nodes: Int32Array, groups: number): void {
    const size = nodes.length / groups;
    for (let k = size; k < nodes.length; k++) this.join(nodes[k % size]!, nodes[k]!);
  }

  fix(nodes: Int32Array, reason: FixedReason): void {
    for (const node of nodes) {
      const root = this.rootOf(node);
      if (!this.fixed.has(root)) this.fixed.set(root, reason);
    }
  }

  /** Null for a channel that may go. */
  reasonOf(node: number): FixedReason | null {
    return this.fixed.get(this.rootOf(node)) ?? null;
  }

  private join(a: number, b: number): void {
    const [root, other] = [this.rootOf(a), this.rootOf(b)];
    if (root === other) return;
    this.parents[other] = root;
    const reason = this.fixed.get(other);
    if (reason !== undefined && !this.fixed.has(root)) this.fixed.set(root, reason);
  }
}

import type { OnnxAttribute } from '../model.js';
import type { InferredNode, InferredValue } from './result.js';

/** Values and nodes of one graph under inference. The body of a loop has a store of its own behind its parent's. */
export class ValueStore {
  readonly values = new Map<string, InferredValue>();
  /** Values whose producer has a problem, or waits for one that has. */
  readonly failed = new Set<string>();
  readonly nodes: InferredNode[] = [];
  private readonly copies = new Map<string, number>();

  constructor(private readonly parent?: ValueStore) {}

  get(name: string): InferredValue | undefined {
    return this.values.get(name) ?? this.parent?.get(name);
  }

  hasFailed(name: string): boolean {
    return this.failed.has(name) || (this.parent?.hasFailed(name) ?? false);
  }

  /** A name that no value has yet. */
  uniqueName(wanted: string): string {
    let name = wanted;
    while (this.get(name) || this.hasFailed(name)) {
      const copy = (this.copies.get(wanted) ?? 1) + 1;
      this.copies.set(wanted, copy);
      name = `${wanted}#${copy}`;
    }
    return name;
  }
}

/** Names as written in one graph or function, and the values of the store they stand for. */
export class Scope {
  private readonly names = new Map<string, string>();
  private readonly reserved = new Map<string, string>();

  constructor(
    /** Put before the names of nodes and values, so that an expanded copy stays distinct. */
    readonly prefix: string,
    readonly opsets: ReadonlyMap<string, number>,
    /** Attributes of the calling function node, by name. */
    readonly callerAttributes: ReadonlyMap<string, OnnxAttribute> | undefined,
    readonly depth: number,
    private readonly parent?: Scope,
  ) {}

  bind(name: string, value: string): void {
    this.names.set(name, value);
  }

  /** Decides which value a name will stand for once a node defines it. */
  reserve(name: string, value: string): void {
    this.reserved.set(name, value);
  }

  isReserved(name: string): boolean {
    return this.reserved.has(name);
  }

  /** Binds the output of a node: to the value reserved for it, or to one that `makeName` names. */
  define(name: string, makeName: () => string): string {
    const value = this.reserved.get(name) ?? makeName();
    this.names.set(name, value);
    return value;
  }

  /** The name in the store, the empty string for an absent input, undefined for a name that is not defined. */
  resolve(name: string): string | undefined {
    return this.names.get(name) ?? this.parent?.resolve(name);
  }

  isBoundHere(name: string): boolean {
    return this.names.has(name);
  }

  isDefined(name: string): boolean {
    return this.resolve(name) !== undefined;
  }
}

import type { DividedModel, Unit } from './units.js';
import type { OpenSize, Sizes } from './open-sizes.js';
import { SplitError } from './errors.js';

/** A value that a part cannot compute, because what it follows from stays on another tier; written as known. */
export interface Restored {
  readonly name: string;
  /** Elements of a vector, among them open sizes that an input of the part has; undefined where all are fixed. */
  readonly sizes: readonly (number | FoundSize)[] | undefined;
}

/** Where a part finds an open size. */
export interface FoundSize {
  readonly tensor: string;
  readonly axis: number;
}

/** What one part is made of; names are those of the file. */
export interface PartPlan {
  readonly tier: number;
  /** In topological order. */
  readonly units: readonly Unit[];
  readonly initializers: ReadonlySet<string>;
  /** Inputs of the network that it takes. */
  readonly inputs: readonly string[];
  /** Tensors that other tiers make and it takes. */
  readonly received: readonly string[];
  readonly restored: readonly Restored[];
  /** Tensors that it makes and later tiers take. */
  readonly sent: readonly string[];
  /** Outputs of the network. */
  readonly outputs: readonly string[];
}

/** How the graph as a whole is divided. */
export interface Division {
  readonly model: DividedModel;
  readonly units: readonly Unit[];
  /** By unit: its tier, or -1 where it runs wherever it is needed. */
  readonly tiers: ReadonlyMap<Unit, number>;
  readonly known: ReadonlySet<string>;
  readonly makers: ReadonlyMap<string, Unit>;
  readonly sizes: Sizes;
}

/** Collects everything that the layers of one tier need. */
export class PartPlanner {
  readonly received = new Set<string>();
  readonly initializers = new Set<string>();
  readonly inputs = new Set<string>();
  /** Open sizes that have to be fixed, because the part finds them nowhere. */
  readonly missing = new Set<OpenSize>();
  private readonly included = new Set<Unit>();
  private readonly restored = new Map<string, Restored>();
  private readonly settled = new Set<string>();
  private readonly graphInputs: ReadonlySet<string>;

  constructor(
    private readonly division: Division,
    readonly tier: number,
  ) {
    const { units, tiers, known, model } = division;
    this.graphInputs = new Set(model.graph.inputs.map(({ name }) => name));
    for (const unit of units) {
      if (tiers.get(unit) !== tier) continue;
      this.included.add(unit);
      for (const name of unit.reads) {
        if (known.has(name) || this.isMadeHere(name)) continue;
        (this.graphInputs.has(name) ? this.inputs : this.received).add(name);
      }
    }
  }

  get isEmpty(): boolean {
    return this.included.size === 0;
  }

  /** Units of this tier that refer to what is elsewhere, though they do not read it. */
  *overreaching(): Generator<Unit> {
    for (const unit of this.included) {
      if (unit.refersTo.some((name) => !this.division.known.has(name) && !this.isAvailable(name))) yield unit;
    }
  }

  /** Whether the part could make the value without anything being restored. */
  canMake(output: string): boolean {
    const pending = [output];
    const seen = new Set(pending);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const { known, makers, tiers, model } = this.division;
      if (!known.has(name) && !this.isAvailable(name)) return false;
      const maker = makers.get(name);
      if (!maker || !known.has(name) || model.file.graph.initializers.has(name)) continue;
      const tier = tiers.get(maker)!;
      if (tier === this.tier) continue;
      if (tier >= 0) return false;
      for (const next of maker.refersTo) {
        if (seen.has(next)) continue;
        seen.add(next);
        pending.push(next);
      }
    }
    return true;
  }

  /** The part with the given outputs of the network and tensors to send. */
  finish(outputs: readonly string[], sent: readonly string[], alsoNeeded: readonly string[]): PartPlan {
    for (const unit of this.included) this.settle(unit.refersTo);
    this.settle([...outputs, ...alsoNeeded]);
    const { units } = this.division;
    const order = new Map(units.flatMap(({ makes }) => makes).map((name, place) => [name, place]));
    return {
      tier: this.tier,
      units: units.filter((unit) => this.included.has(unit)),
      initializers: this.initializers,
      inputs: [...this.inputs],
      received: [...this.received].sort((a, b) => order.get(a)! - order.get(b)!),
      restored: [...this.restored.values()],
      sent,
      outputs,
    };
  }

  private isMadeHere(name: string): boolean {
    const maker = this.division.makers.get(name);
    return maker !== undefined && this.division.tiers.get(maker) === this.tier;
  }

  private isAvailable(name: string): boolean {
    return this.isMadeHere(name) || this.received.has(name) || this.inputs.has(name);
  }

  /** Makes sure that every one of the names is there: what is known is copied, made again or restored. */
  private settle(names: readonly string[]): void {
    const pending = [...names];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (this.settled.has(name)) continue;
      this.settled.add(name);
      pending.push(...this.settleOne(name));
    }
  }

  /** Gives the names that are needed in turn. */
  private settleOne(name: string): readonly string[] {
    const { known, makers, tiers, model } = this.division;
    if (model.file.graph.initializers.has(name)) {
      this.initializers.add(name);
      return [];
    }
    const maker = makers.get(name);
    if (maker === undefined) return this.settleStored(name);
    if (tiers.get(maker) === this.tier) return [];
    if (!known.has(name)) {
      if (this.received.has(name)) return [];
      throw new SplitError('unsplittable', `tensor '${name}': got it on another tier, expected it to cross`);
    }
    if (tiers.get(maker) === -1 && this.canRepeat(maker)) {
      this.included.add(maker);
      return maker.refersTo;
    }
    this.restore(name);
    return [];
  }

  /** An input of the network, or an initializer of something that was opened. */
  private settleStored(name: string): readonly string[] {
    if (this.graphInputs.has(name))
      this.inputs.add(name); // one that is known is empty, so nothing is sent
    else this.initializers.add(name);
    return [];
  }

  /** What is known is made again where all that is not known is there. */
  private canRepeat({ refersTo }: Unit): boolean {
    return refersTo.every((name) => this.division.known.has(name) || this.isAvailable(name));
  }

  private restore(name: string): void {
    const { sizes, model } = this.division;
    const value = model.graph.values.get(name)!;
    if (value.constant === undefined && !value.type.shape.includes(0)) {
      throw new SplitError(
        'unsplittable',
        `value '${name}': got one of ${value.type.shape.join(' × ')} elements that follows from the shape of a tensor beyond the cut, expected one that is small enough to be known`,
      );
    }
    const behind = sizes.behind(name);
    if (behind.length === 0) {
      this.restored.set(name, { name, sizes: undefined });
      return;
    }
    const isVector = value.type.shape.length === 1;
    const elements = (isVector ? sizes.elementsOf(name) : undefined) ?? [null];
    const found = elements.map((element) => (typeof element === 'object' ? this.findSize(element) : element));
    if (!found.includes(undefined)) {
      this.restored.set(name, { name, sizes: found as (number | FoundSize)[] });
      return;
    }
    // Where an element is none of the sizes, all that it may follow from are fixed.
    const lost = elements.includes(null) ? behind : elements.filter((_, place) => found[place] === undefined);
    for (const size of lost) this.missing.add(size as OpenSize);
  }

  private findSize(size: OpenSize | null): FoundSize | undefined {
    if (size === null) return undefined;
    for (const tensor of [...this.received, ...this.inputs]) {
      const axis = this.division.sizes.shapeOf(tensor).indexOf(size);
      if (axis >= 0) return { tensor, axis };
    }
    return undefined;
  }
}

import { executedLayers, type Execution } from '../cost/board-costs.js';
import { layerCost, type CostModel } from '../cost/cost-model.js';
import { workOf } from '../cost/layer-class.js';
import { CoreError } from '../errors.js';
import { applyOperation } from '../network/apply.js';
import type { FittedCosts } from '../estimating/estimate.js';
import type { ChannelAnalysis } from './channel-groups.js';
import { allUnits, isChangeable, resizedLayer, sizeOf } from './prune.js';
import { float64Of } from '../arrays.js';

/** Energy in J and latency in s; NaN for one that was not measured. */
export interface Costs {
  readonly energy: number;
  readonly latency: number;
}

export const difference = (a: Costs, b: Costs): Costs => ({
  energy: a.energy - b.energy,
  latency: a.latency - b.latency,
});

/** What one unit of a group changes. */
interface Reach {
  /** Layers that cost something and see another size. */
  readonly layers: readonly number[];
  /** By tensor: elements along axis 1 that go with one unit. */
  readonly perUnit: ReadonlyMap<number, number>;
}

/** Work beyond which advice is refused, in looks at the size of a tensor: some 10 s. */
const MAX_WORK = 10_000_000;
/** Of which so much can be foreseen at most, so that as much is left for a schedule. */
const MAX_FORESEEN_WORK = MAX_WORK / 2;
/** So much more does a layer take that is costed for the first time. */
const WORK_OF_COSTING = 8;

/**
 * The costs of a network while kernels are taken from it, one group after the other. Only the layers that a group
 * reaches are costed anew, by the rules of their kinds, and what was costed once is remembered.
 * Every method throws `pruning-too-large` once all together have done too much.
 */
export class PrunedCosts {
  /** By group: units that are left. */
  readonly kept: Int32Array;
  /** By tensor: its size along axis 1. */
  private readonly sizes: Float64Array;
  /** By layer. */
  private readonly current: Costs[];
  private readonly known: Map<string, Costs>[];
  private readonly reaches: readonly Reach[];
  /** By layer: the groups that reach it. */
  private readonly groupsOf: readonly number[][];
  private sum: Costs;
  private work = 0;

  constructor(
    private readonly analysis: ChannelAnalysis,
    private readonly costs: FittedCosts,
    private readonly execution: Execution,
  ) {
    const { network, tensors } = analysis;
    this.kept = allUnits(analysis);
    this.sizes = float64Of(tensors, (made, tensor) =>
      made ? sizeOf(made, this.kept) : (network.tensors[tensor]!.shape[1] ?? 0),
    );
    this.known = network.layers.map(() => new Map<string, Costs>());
    const executed = executedLayers(network, execution).map(({ work }) => work !== null);
    this.reaches = reachesOf(analysis, executed);
    this.groupsOf = network.layers.map(() => []);
    this.reaches.forEach(({ layers }, group) => {
      for (const layer of layers) this.groupsOf[layer]!.push(group);
    });
    this.current = network.layers.map((_, layer) =>
      executed[layer] ? this.costOf(layer, (tensor) => this.sizes[tensor]!) : { energy: 0, latency: 0 },
    );
    this.sum = {
      energy: this.current.reduce((sum, own) => sum + own.energy, costs.energy?.model.perInference ?? NaN),
      latency: this.current.reduce((sum, own) => sum + own.latency, costs.latency?.model.perInference ?? NaN),
    };
  }

  /** Of one inference of what is left. */
  total(): Costs {
    return this.sum;
  }

  /**
   * Throws `pruning-too-large`, before any of it is done, where as many looks at the savings of each group are too
   * much work.
   */
  foresee(looksAt: (group: number) => number): void {
    const { layers } = this.analysis.network;
    const workOf = (layer: number): number =>
      layers[layer]!.inputs.length + layers[layer]!.outputs.length + WORK_OF_COSTING;
    const work = this.reaches.reduce(
      (sum, reach, group) =>
        sum + looksAt(group) * reach.layers.reduce((own, layer) => own + workOf(layer), 0),
      0,
    );
    if (work > MAX_FORESEEN_WORK) throw tooLarge(this.analysis);
  }

  /** What taking so many units of a group from what is left saves; negative where it costs more. */
  saving(group: number, units: number): Costs {
    if (units === 0) return { energy: 0, latency: 0 };
    const { layers, perUnit } = this.reaches[group]!;
    const newSizeOf = (tensor: number): number => this.sizes[tensor]! - units * (perUnit.get(tensor) ?? 0);
    let [energy, latency] = [0, 0];
    for (const layer of layers) {
      const saved = difference(this.current[layer]!, this.costOf(layer, newSizeOf));
      energy += saved.energy;
      latency += saved.latency;
    }
    return { energy, latency };
  }

  /** Takes units away; the groups whose savings change with it. */
  take(group: number, units: number): readonly number[] {
    const { layers, perUnit } = this.reaches[group]!;
    this.sum = difference(this.sum, this.saving(group, units));
    this.kept[group]! -= units;
    for (const [tensor, elements] of perUnit) this.sizes[tensor]! -= units * elements;
    for (const layer of layers) this.current[layer] = this.costOf(layer, (tensor) => this.sizes[tensor]!);
    this.charge(this.reaches.length / 50); // the choice among all groups that follows
    return [...new Set(layers.flatMap((layer) => this.groupsOf[layer]!))];
  }

  private charge(work: number): void {
    this.work += work;
    if (this.work > MAX_WORK) throw tooLarge(this.analysis);
  }

  private costOf(index: number, newSizeOf: (tensor: number) => number): Costs {
    const layer = this.analysis.network.layers[index]!;
    this.charge(layer.inputs.length + layer.outputs.length);
    let key = '';
    for (const tensor of layer.inputs) key += `${newSizeOf(tensor)} `;
    for (const tensor of layer.outputs) key += `${newSizeOf(tensor)} `;
    const known = this.known[index]!.get(key);
    if (known !== undefined) return known;
    this.charge(WORK_OF_COSTING);
    const { operation, inputs, outputs } = resizedLayer(this.analysis, layer, newSizeOf);
    const workload = isChangeable(this.analysis, layer)
      ? applyOperation(operation, inputs).workload
      : layer.workload;
    const work = workOf({ operation, workload }, { inputs, outputs }, this.execution.precision)!;
    const costIn = (model: CostModel | undefined): number => (model ? layerCost(model, work) : NaN);
    const costs = {
      energy: costIn(this.costs.energy?.model),
      latency: costIn(this.costs.latency?.model),
    };
    this.known[index]!.set(key, costs);
    return costs;
  }
}

const tooLarge = ({ network, groups }: ChannelAnalysis): CoreError =>
  new CoreError(
    'pruning-too-large',
    `network: got ${network.layers.length} layers with ${groups.length} groups of channels, which is too much to look ` +
      'through, expected fewer layers, or fewer that see the channels of all before them',
  );

function reachesOf({ network, tensors, groups }: ChannelAnalysis, executed: readonly boolean[]): Reach[] {
  const reaches = groups.map(() => ({ layers: [] as number[], perUnit: new Map<number, number>() }));
  tensors.forEach((made, tensor) => {
    for (const { group, perUnit } of made?.parts ?? []) reaches[group]!.perUnit.set(tensor, perUnit);
  });
  network.layers.forEach(({ inputs, outputs }, layer) => {
    if (!executed[layer]) return;
    const seen = new Set<number>();
    for (const tensor of [...inputs, ...outputs]) {
      for (const { group } of tensors[tensor]?.parts ?? []) seen.add(group);
    }
    for (const group of seen) reaches[group]!.layers.push(layer);
  });
  return reaches;
}

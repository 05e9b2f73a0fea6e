import type { OnnxNode } from '../model.js';
import { SplitError } from './errors.js';
import { findOpenSizes, Sizes, type OpenSize, type UnstatedSize } from './open-sizes.js';
import { PartPlanner, type Division, type PartPlan } from './part-plan.js';
import { isExpandable, knownValues, unitsOf, type DividedModel, type Unit } from './units.js';

/** The parts of a division, and what they have in common. */
export interface DividedGraph {
  readonly division: Division;
  /** By tier; null where it has no layers. */
  readonly parts: readonly (PartPlan | null)[];
  /** By boundary, between a tier and the next: the tensors that cross, in the order in which they are made. */
  readonly crossing: readonly (readonly string[])[];
  /** Sizes that the file leaves open and the parts do not. */
  readonly fixed: readonly UnstatedSize[];
}

/**
 * Divides a graph between tiers. `tierOf` gives the tier of each layer of the network, -1 for those that depend on
 * constants alone; `needs` what else goes with a tensor that a part has.
 *
 * Throws `SplitError`: `invalid-boundary` where a layer needs one of a later tier, `unsplittable`.
 */
export function divide(
  model: DividedModel,
  tierOf: readonly number[],
  tierCount: number,
  needs: (tensor: string) => readonly string[],
): DividedGraph {
  const known = knownValues(model);
  const sizes = findOpenSizes(model.file, model.graph);
  const opened = new Set<OnnxNode>();
  let { open } = sizes;
  for (;;) {
    const division = divisionOf(model, tierOf, { known, opened, open });
    const planners = Array.from({ length: tierCount }, (_, tier) => new PartPlanner(division, tier));
    const parted = planners.flatMap((planner) => [...planner.overreaching()]);
    if (parted.length > 0) {
      for (const unit of parted) openUnit(unit, model, opened);
      continue;
    }
    const { parts, crossing } = partsOf(division, planners, needs);
    const missing = new Set(planners.flatMap((planner) => [...planner.missing]));
    if (missing.size === 0) {
      rejectRepeatedChance(model, parts);
      const lost = sizes.open.filter((size) => !open.includes(size));
      return { division, parts, crossing, fixed: [...sizes.closed, ...lost] };
    }
    open = open.filter((size) => !missing.has(size));
  }
}

interface Choices {
  readonly known: ReadonlySet<string>;
  readonly opened: Set<OnnxNode>;
  readonly open: readonly OpenSize[];
}

/** Opens calls and conditionals whose layers are on several tiers. */
function divisionOf(
  model: DividedModel,
  tierOf: readonly number[],
  { known, opened, open }: Choices,
): Division {
  let units = unitsOf(model, opened);
  const parted = units.filter(
    ({ layers }) => new Set(layers.map((layer) => tierOf[layer]!).filter(isTier)).size > 1,
  );
  for (const unit of parted) openUnit(unit, model, opened);
  if (parted.length > 0) units = unitsOf(model, opened);
  const tiers = new Map(
    units.map((unit) => [unit, unit.layers.map((layer) => tierOf[layer]!).find(isTier) ?? -1]),
  );
  const makers = new Map(units.flatMap((unit) => unit.makes.map((name) => [name, unit])));
  const division = { model, units, tiers, known, makers, sizes: new Sizes(model.graph, open) };
  rejectBackwards(division);
  return division;
}

const isTier = (tier: number): boolean => tier >= 0;

function openUnit({ root }: Unit, { file }: DividedModel, opened: Set<OnnxNode>): void {
  if (!isExpandable(file, root) || opened.has(root)) {
    throw new SplitError(
      'unsplittable',
      `node '${root.name}' (${root.operator}): got it on several tiers, expected one`,
    );
  }
  opened.add(root);
}

function rejectBackwards({ units, tiers, makers, known, model }: Division): void {
  for (const unit of units) {
    const tier = tiers.get(unit)!;
    if (tier < 0) continue;
    for (const name of unit.reads) {
      const maker = makers.get(name);
      if (!maker || known.has(name) || tiers.get(maker)! <= tier) continue;
      const layer = (of: Unit): string => model.network.layers[of.layers[0]!]!.name;
      throw new SplitError(
        'invalid-boundary',
        `layers: got '${layer(unit)}' before the boundary, expected also '${layer(maker)}', which it needs`,
      );
    }
  }
}

function partsOf(
  division: Division,
  planners: readonly PartPlanner[],
  needs: (tensor: string) => readonly string[],
): Pick<DividedGraph, 'parts' | 'crossing'> {
  const crossing = planners.slice(1).map((_, boundary) => crossingAt(division, planners, boundary));
  const written = planners.filter((planner) => !planner.isEmpty);
  const outputs = outputsByTier(division, written);
  const parts = planners.map((planner) => {
    if (planner.isEmpty) return null;
    const { tier } = planner;
    const made = (crossing[tier] ?? []).filter((name) => tierThatMakes(division, name) === tier);
    const own = outputs.get(tier) ?? [];
    return planner.finish(own, made, annotationNeeds(division, tier, needs));
  });
  return { parts: withUnusedInputs(division, parts), crossing };
}

/** Undefined for inputs of the network. */
function tierThatMakes({ makers, tiers }: Division, name: string): number | undefined {
  const maker = makers.get(name);
  return maker && tiers.get(maker);
}

/** Made on a tier up to the boundary (inputs of the network on the first), taken on one behind it. */
function crossingAt(division: Division, planners: readonly PartPlanner[], boundary: number): string[] {
  const taken = planners.slice(boundary + 1).flatMap(({ received, inputs }) => [...received, ...inputs]);
  const names = new Set(taken.filter((name) => (tierThatMakes(division, name) ?? 0) <= boundary));
  const { graph } = division.model;
  const ordered = [...graph.inputs.map(({ name }) => name), ...division.units.flatMap(({ makes }) => makes)];
  return ordered.filter((name) => names.has(name));
}

/** Every output of the network in one part: where it is made, and what is known in the first that can make it. */
function outputsByTier(division: Division, written: readonly PartPlanner[]): Map<number, string[]> {
  const { known, makers, tiers, model } = division;
  const outputs = new Map<number, string[]>();
  for (const { name } of model.file.graph.outputs) {
    const maker = makers.get(name);
    const planner =
      maker !== undefined && !known.has(name)
        ? written.find(({ tier }) => tier === tiers.get(maker))!
        : (written.find((candidate) => candidate.canMake(name)) ?? written[0]!);
    if (maker === undefined && !known.has(name)) planner.inputs.add(name);
    outputs.set(planner.tier, [...(outputs.get(planner.tier) ?? []), name]);
  }
  return outputs;
}

/** Operators that give other numbers each time that they run. */
const RANDOM_OPERATORS: ReadonlySet<string> = new Set([
  ...['RandomNormal', 'RandomUniform', 'RandomNormalLike', 'RandomUniformLike'],
  ...['Bernoulli', 'Multinomial'],
]);

/** What is known beforehand is made in every part that needs it, which chance does not allow. */
function rejectRepeatedChance({ graph }: DividedModel, parts: readonly (PartPlan | null)[]): void {
  for (const node of graph.nodes.filter(({ operator }) => RANDOM_OPERATORS.has(operator))) {
    const holds = ({ root, expanded }: Unit): boolean => root === node.root && (expanded ?? node) === node;
    if (parts.filter((part) => part?.units.some(holds)).length < 2) continue;
    throw new SplitError(
      'unsplittable',
      `node '${node.name}' (${node.operator}): got its random numbers on several tiers, expected them on one`,
    );
  }
}

/** Inputs that nothing takes stay inputs of the first part, so that the parts take what the whole takes. */
function withUnusedInputs(
  { model }: Division,
  parts: readonly (PartPlan | null)[],
): readonly (PartPlan | null)[] {
  const used = new Set(parts.flatMap((part) => part?.inputs ?? []));
  const unused = model.graph.inputs.map(({ name }) => name).filter((name) => !used.has(name));
  const first = parts.find((part) => part !== null);
  return parts.map((part) =>
    part !== null && part === first ? { ...part, inputs: [...part.inputs, ...unused] } : part,
  );
}

/** Parameters of quantisation that the file states of tensors made on the tier. */
const annotationNeeds = (
  { units, tiers, model }: Division,
  tier: number,
  needs: (tensor: string) => readonly string[],
): string[] =>
  units
    .filter((unit) => tiers.get(unit) === tier)
    .flatMap(({ makes }) => makes.flatMap(needs))
    .filter((name) => model.file.graph.initializers.has(name));

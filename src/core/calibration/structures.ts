import type { CostStructure } from '../cost/fit-statistics.js';
import { SLOPE_FAMILY_NAMES, slopeFamily, type SlopeFamilyName } from '../cost/families/index.js';
import { MAC_CLASSES, type MacClass } from '../cost/layer-class.js';
import { COST_TERM_NAMES, LAYER_TERMS, type CostTermName } from '../cost/layer-terms.js';
import type { MacTotal } from './mac-totals.js';

/** What the structures of a calibration are made of. */
export interface StructureChoices {
  /** By class: its families, and null for the slope of the convolutions or for a class that does not occur. */
  readonly families: Readonly<Record<MacClass, readonly (SlopeFamilyName | null)[]>>;
  readonly terms: readonly CostTermName[];
}

/** With fewer networks, families are not chosen: all classes share the first that describes them, one slope. */
const FEW_NETWORKS = 6;

/** Classes with MACs that occur among the layers. */
export function classesOf(rows: readonly (readonly MacTotal[])[]): Set<MacClass> {
  const present = new Set<MacClass>();
  for (const totals of rows) for (const { layerClass } of totals) present.add(layerClass);
  return new Set(MAC_CLASSES.filter((layerClass) => present.has(layerClass)));
}

/** The class with the most MACs; null where no layer has any. */
export function heaviestClass(rows: readonly (readonly MacTotal[])[]): MacClass | null {
  const sums = { convolution: 0, depthwise: 0, connected: 0 };
  for (const totals of rows) for (const { layerClass, macs } of totals) sums[layerClass] += macs;
  const heaviest = MAC_CLASSES.reduce((best, next) => (sums[next] > sums[best] ? next : best));
  return sums[heaviest] > 0 ? heaviest : null;
}

/** What measurements of rows with these MACs, of so many networks, can be explained by. */
export function structureChoices(
  rows: readonly (readonly MacTotal[])[],
  networkCount: number,
): StructureChoices {
  const present = classesOf(rows);
  const families = (layerClass: MacClass) => {
    const all = familiesOf(layerClass, present);
    if (all.includes(null) && (networkCount < FEW_NETWORKS || !varies(layerClass, rows))) return [null];
    return networkCount < FEW_NETWORKS ? all.slice(0, 1) : all;
  };
  return {
    families: {
      convolution: families('convolution'),
      depthwise: families('depthwise'),
      connected: families('connected'),
    },
    terms: COST_TERM_NAMES.filter(
      (term) => term === 'perInference' || LAYER_TERMS[term].leastNetworks <= networkCount,
    ),
  };
}

/**
 * Whether rows differ in the MACs of a class. If they do not, its slope could not be told from a constant: all the
 * networks of a search space end in the same classifier.
 */
function varies(layerClass: MacClass, rows: readonly (readonly MacTotal[])[]): boolean {
  const ofClass = (totals: readonly MacTotal[]): number =>
    totals.reduce((sum, total) => sum + (total.layerClass === layerClass ? total.macs : 0), 0);
  const first = ofClass(rows[0] ?? []);
  return rows.some((totals) => ofClass(totals) !== first);
}

/** Every combination of families, each without terms. */
export function plainStructures({ families }: StructureChoices): CostStructure[] {
  return families.convolution.flatMap((convolution) =>
    families.depthwise.flatMap((depthwise) =>
      families.connected.map((connected) => ({ families: { convolution, depthwise, connected }, terms: [] })),
    ),
  );
}

/** The structures that differ by one term or by the family of one class. */
export function neighboursOf(structure: CostStructure, choices: StructureChoices): CostStructure[] {
  const { families, terms } = structure;
  const otherTerms = choices.terms.map((term) => ({
    families,
    terms: choices.terms.filter((other) => terms.includes(other) !== (other === term)),
  }));
  const otherFamilies = MAC_CLASSES.flatMap((layerClass) =>
    choices.families[layerClass]
      .filter((family) => family !== families[layerClass])
      .map((family) => ({ families: { ...families, [layerClass]: family }, terms })),
  );
  return [...otherTerms, ...otherFamilies];
}

/** The richest structure that is linear in all its coefficients. */
export function richestLinear({ families, terms }: StructureChoices): CostStructure {
  const richest = (layerClass: MacClass): SlopeFamilyName | null => {
    const linear = families[layerClass].filter((name) => name !== null && slopeFamily(name).shape === null);
    return linear.sort((a, b) => coefficientCount(b) - coefficientCount(a))[0] ?? null;
  };
  return {
    families: {
      convolution: richest('convolution'),
      depthwise: richest('depthwise'),
      connected: richest('connected'),
    },
    terms,
  };
}

export const structureKey = ({ families, terms }: CostStructure): string =>
  [...MAC_CLASSES.map((layerClass) => families[layerClass]), ...terms].join();

const coefficientCount = (name: SlopeFamilyName | null): number =>
  name === null ? 0 : slopeFamily(name).coefficients.length;

/** Families that a class can have, and null for the slope of the convolutions, where there are any. */
function familiesOf(layerClass: MacClass, present: ReadonlySet<MacClass>): (SlopeFamilyName | null)[] {
  if (!present.has(layerClass)) return [null];
  const own = SLOPE_FAMILY_NAMES.filter((name) => slopeFamily(name).classes.includes(layerClass));
  return layerClass !== 'convolution' && present.has('convolution') ? [null, ...own] : own;
}

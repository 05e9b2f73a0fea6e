import type { CostStructure } from '../cost/fit-statistics.js';
import { SLOPE_FAMILY_NAMES, slopeFamily, type SlopeFamilyName } from '../cost/families/index.js';
import { MAC_CLASSES, type CostedWork, type MacClass } from '../cost/layer-class.js';
import { COST_TERM_NAMES, type CostTermName } from '../cost/layer-terms.js';

/** Classes with MACs that occur among the layers. */
export function classesOf(rows: readonly (readonly CostedWork[])[]): Set<MacClass> {
  const present = new Set<string>();
  for (const works of rows) for (const { layerClass, macs } of works) if (macs > 0) present.add(layerClass);
  return new Set(MAC_CLASSES.filter((layerClass) => present.has(layerClass)));
}

/** Every combination of families for the classes that occur and of terms. */
export function enumerateStructures(present: ReadonlySet<MacClass>): CostStructure[] {
  const [convolution, depthwise, connected] = MAC_CLASSES.map((layerClass) => choices(layerClass, present));
  const structures: CostStructure[] = [];
  for (const ofConvolution of convolution!) {
    for (const ofDepthwise of depthwise!) {
      for (const ofConnected of connected!) {
        const families = { convolution: ofConvolution, depthwise: ofDepthwise, connected: ofConnected };
        for (const terms of subsets(COST_TERM_NAMES)) structures.push({ families, terms });
      }
    }
  }
  return structures;
}

/** The richest structure that is linear in all its coefficients. */
export function richestLinear(present: ReadonlySet<MacClass>): CostStructure {
  const family = (layerClass: MacClass): SlopeFamilyName | null => {
    const linear = choices(layerClass, present).filter(
      (name) => name !== null && slopeFamily(name).shape === null,
    );
    return linear.sort((a, b) => coefficientCount(b) - coefficientCount(a))[0] ?? null;
  };
  return {
    families: {
      convolution: family('convolution'),
      depthwise: family('depthwise'),
      connected: family('connected'),
    },
    terms: COST_TERM_NAMES,
  };
}

const coefficientCount = (name: SlopeFamilyName | null): number =>
  name === null ? 0 : slopeFamily(name).coefficients.length;

/** Families that a class can have, and null for the slope of the convolutions, where there are any. */
function choices(layerClass: MacClass, present: ReadonlySet<MacClass>): (SlopeFamilyName | null)[] {
  if (!present.has(layerClass)) return [null];
  const own = SLOPE_FAMILY_NAMES.filter((name) => slopeFamily(name).classes.includes(layerClass));
  return layerClass !== 'convolution' && present.has('convolution') ? [null, ...own] : own;
}

function subsets(names: readonly CostTermName[]): CostTermName[][] {
  return names.reduce<CostTermName[][]>(
    (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
    [[]],
  );
}

import { slopeFamily, type SlopeFamilyName } from '../cost/families/index.js';
import { MAC_CLASSES, type CostedWork, type MacClass } from '../cost/layer-class.js';
import { LAYER_TERMS, type CostTermName } from '../cost/layer-terms.js';
import type { CostStructure } from '../cost/fit-statistics.js';
import { macTotals, mapDistinct, type MacTotal } from './mac-totals.js';
import { classesOf } from './structures.js';

/**
 * One linear system for layers and networks alike: because costs add up, the row of a network is the sum of
 * the rows of its layers. Columns are made when a structure asks for them and then shared by all.
 */
export interface Design {
  /** Works of each row. */
  readonly rows: readonly (readonly CostedWork[])[];
  /** MACs of each row. */
  readonly macTotals: readonly (readonly MacTotal[])[];
  /** By column: one value a row. */
  readonly columns: Float64Array[];
  readonly columnOfKey: Map<string, number>;
  readonly classes: ReadonlySet<MacClass>;
  /** By classes: their share in the MACs of each row. */
  readonly shares: Map<string, Float64Array>;
}

/** A coefficient of a structure and the columns that it can multiply. */
export interface Coefficient {
  /** `convolution.gamma`, `perLayer`, ... */
  readonly name: string;
  /** One column, or one for each value of the shape parameter of its slope. */
  readonly columns: readonly number[];
  /** Which of the structure's shape parameters picks the column; -1 for none. */
  readonly shape: number;
  /** Which of its slope's features it multiplies; 0 for a term. */
  readonly feature: number;
}

/** A shape parameter of a structure. */
export interface Shape {
  /** `convolution.delta` */
  readonly name: string;
  readonly owner: MacClass;
  readonly grid: readonly number[];
}

/** A structure with its place in a design. */
export interface PlacedStructure {
  readonly structure: CostStructure;
  readonly coefficients: readonly Coefficient[];
  readonly shapes: readonly Shape[];
  /** Coefficients and shape parameters together. */
  readonly coefficientCount: number;
}

export function createDesign(rows: Design['rows']): Design {
  const totals = mapDistinct(rows, macTotals);
  return {
    rows,
    macTotals: totals,
    columns: [],
    columnOfKey: new Map(),
    classes: classesOf(totals),
    shares: new Map(),
  };
}

/** Finds or makes the columns of a structure; a class that the design does not have needs no slope. */
export function placeStructure(design: Design, { families, terms }: CostStructure): PlacedStructure {
  const present = (layerClass: MacClass) => (design.classes.has(layerClass) ? families[layerClass] : null);
  const structure: CostStructure = {
    families: {
      convolution: present('convolution'),
      depthwise: present('depthwise'),
      connected: present('connected'),
    },
    terms,
  };
  const shapes: Shape[] = [];
  const coefficients: Coefficient[] = [];
  for (const owner of MAC_CLASSES) {
    const name = structure.families[owner];
    if (name === null) continue;
    const family = slopeFamily(name);
    const grid = family.shape?.grid ?? [0];
    const shape = family.shape === null ? -1 : shapes.length;
    if (family.shape !== null) shapes.push({ name: `${owner}.${family.shape.name}`, owner, grid });
    const featureNames = family.coefficients.slice(0, family.shape === null ? undefined : -1);
    featureNames.forEach((coefficient, feature) => {
      const columns = grid.map((value) =>
        slopeColumn(design, { classes: sharers(structure, owner), name, feature, shape: value }),
      );
      coefficients.push({ name: `${owner}.${coefficient}`, columns, shape, feature });
    });
  }
  for (const term of structure.terms) {
    coefficients.push({ name: term, columns: [termColumn(design, term)], shape: -1, feature: 0 });
  }
  return { structure, coefficients, shapes, coefficientCount: coefficients.length + shapes.length };
}

/** Classes whose layers cost what the slope of `owner` says: itself, and for convolutions whoever has none. */
export function sharers({ families }: CostStructure, owner: MacClass): MacClass[] {
  return MAC_CLASSES.filter(
    (layerClass) => layerClass === owner || (owner === 'convolution' && families[layerClass] === null),
  );
}

export interface SlopeColumn {
  readonly classes: readonly MacClass[];
  readonly name: SlopeFamilyName;
  /** Which of the family's features. */
  readonly feature: number;
  readonly shape: number;
}

function slopeColumn(design: Design, column: SlopeColumn): number {
  const key = `${column.name}[${column.feature}](${column.shape}) of ${column.classes.join('+')}`;
  return findOrAdd(design, key, () => slopeValues(design, column));
}

/** Sum over each row's layers of one feature. */
export function slopeValues(design: Design, { classes, name, feature, shape }: SlopeColumn): Float64Array {
  const family = slopeFamily(name);
  const ofRow = (totals: readonly MacTotal[]): number =>
    totals.reduce(
      (sum, total) =>
        sum + (classes.includes(total.layerClass) ? family.features(total, shape)[feature]! : 0),
      0,
    );
  return Float64Array.from(mapDistinct(design.macTotals, ofRow));
}

function termColumn(design: Design, term: CostTermName): number {
  return findOrAdd(design, term, () => {
    if (term === 'perInference') return new Float64Array(design.rows.length).fill(1);
    const { feature } = LAYER_TERMS[term];
    const ofRow = (works: readonly CostedWork[]): number =>
      works.reduce((sum, work) => sum + feature(work), 0);
    return Float64Array.from(mapDistinct(design.rows, ofRow));
  });
}

function findOrAdd(design: Design, key: string, values: () => Float64Array): number {
  const known = design.columnOfKey.get(key);
  if (known !== undefined) return known;
  design.columnOfKey.set(key, design.columns.push(values()) - 1);
  return design.columns.length - 1;
}

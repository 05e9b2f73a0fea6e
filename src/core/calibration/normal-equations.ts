import { float64Of } from '../arrays.js';

/**
 * UᵀU, Uᵀy and yᵀy of a weighted linear system X = U / scale with columns of length 1: all that least squares
 * needs of its rows, in numbers of one size whatever the units.
 */
export interface NormalEquations {
  readonly size: number;
  /** UᵀU: size × size, row by row, symmetric, ones on its diagonal. */
  readonly gram: Float64Array;
  /** Uᵀy */
  readonly moment: Float64Array;
  /** yᵀy */
  readonly square: number;
  /** By column: 1 / its length; 0 for a column of zeros. Takes a solution for U to one for X. */
  readonly scale: Float64Array;
}

export interface WeightedRows {
  /** By column: one value a row of the whole system. */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  /** Which rows take part. */
  readonly rows: readonly number[];
  /** What each of these rows is multiplied by. */
  readonly scales: Float64Array;
}

export function normalEquations({ columns, target, rows, scales }: WeightedRows): NormalEquations {
  const size = columns.length;
  const scale = new Float64Array(size);
  const units = columns.map((column, index) => {
    const unit = gather(column, rows, scales);
    const length = Math.sqrt(dot(unit, unit));
    scale[index] = length > 0 ? 1 / length : 0;
    for (let k = 0; k < unit.length; k++) unit[k]! *= scale[index];
    return unit;
  });
  const goal = gather(target, rows, scales);
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) gram[i * size + j] = gram[j * size + i] = dot(units[i]!, units[j]!);
  }
  const moment = float64Of(units, (unit) => dot(unit, goal));
  return { size, gram, moment, square: dot(goal, goal), scale };
}

/** The equations of some of the columns. */
export function subset(equations: NormalEquations, columns: readonly number[]): NormalEquations {
  const size = columns.length;
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  const scale = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const row = columns[i]! * equations.size;
    moment[i] = equations.moment[columns[i]!]!;
    scale[i] = equations.scale[columns[i]!]!;
    for (let j = 0; j < size; j++) gram[i * size + j] = equations.gram[row + columns[j]!]!;
  }
  return { size, gram, moment, square: equations.square, scale };
}

/** ‖y - Xx‖² = yᵀy - 2 uᵀUᵀy + uᵀUᵀUu where u = x / scale */
export function squaredError(
  { size, gram, moment, square, scale }: NormalEquations,
  x: Float64Array,
): number {
  let error = square;
  for (let i = 0; i < size; i++) {
    if (x[i] === 0) continue;
    let product = 0;
    for (let j = 0; j < size; j++) if (x[j] !== 0) product += (gram[i * size + j]! * x[j]!) / scale[j]!;
    error += (x[i]! / scale[i]!) * (product - 2 * moment[i]!);
  }
  return Math.max(0, error);
}

function gather(values: Float64Array, rows: readonly number[], scales: Float64Array): Float64Array {
  const gathered = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) gathered[k] = values[rows[k]!]! * scales[k]!;
  return gathered;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

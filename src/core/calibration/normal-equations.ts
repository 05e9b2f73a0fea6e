/** XᵀX, Xᵀy and yᵀy of a weighted linear system: all that least squares needs of its rows. */
export interface NormalEquations {
  readonly size: number;
  /** size × size, row by row, symmetric. */
  readonly gram: Float64Array;
  readonly moment: Float64Array;
  readonly square: number;
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
  const scaled = columns.map((column) => gather(column, rows, scales));
  const scaledTarget = gather(target, rows, scales);
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i * size + j] = gram[j * size + i] = dot(scaled[i]!, scaled[j]!);
    }
  }
  const moment = Float64Array.from(scaled, (column) => dot(column, scaledTarget));
  return { size, gram, moment, square: dot(scaledTarget, scaledTarget) };
}

/** The equations of some of the columns. */
export function subset(
  { size, gram, moment, square }: NormalEquations,
  columns: readonly number[],
): NormalEquations {
  const count = columns.length;
  const part = new Float64Array(count * count);
  const partMoment = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = columns[i]! * size;
    partMoment[i] = moment[columns[i]!]!;
    for (let j = 0; j < count; j++) part[i * count + j] = gram[row + columns[j]!]!;
  }
  return { size: count, gram: part, moment: partMoment, square };
}

/** ‖y - Xx‖² = yᵀy - 2 xᵀXᵀy + xᵀXᵀXx */
export function squaredError({ size, gram, moment, square }: NormalEquations, x: Float64Array): number {
  let error = square;
  for (let i = 0; i < size; i++) {
    if (x[i] === 0) continue;
    let product = 0;
    for (let j = 0; j < size; j++) product += gram[i * size + j]! * x[j]!;
    error += x[i]! * (product - 2 * moment[i]!);
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

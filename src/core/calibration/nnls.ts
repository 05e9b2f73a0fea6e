import type { NormalEquations } from './normal-equations.js';

/** Squared sine of the angle to the other columns below which a column counts as a combination of them. */
const DEPENDENT = 1e-11;
/** Gradient, relative to its largest entry at the start, below which a column has nothing to add. */
const FLAT = 1e-11;

/**
 * min ‖y - Xx‖² subject to x ≥ 0, from the normal equations.
 *
 * Lawson & Hanson, *Solving Least Squares Problems*, 1974, chapter 23, on columns scaled to unit length. It
 * works on XᵀX because cross-validation solves many thousand subsets of one system. (`nnls` 3.0.1 of mljs
 * solves the system itself, but has no tolerance and cycles on one in five small collinear problems.)
 * A column that depends on those already used stays at zero.
 */
export function nonNegativeLeastSquares(equations: NormalEquations): Float64Array {
  const { size, scale, gram, moment } = equations;
  const flat = FLAT * moment.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const x = new Float64Array(size);
  const barred = Uint8Array.from(scale, (value) => (value === 0 ? 1 : 0));
  let used: number[] = [];

  // Every pass but a refusal lowers the error, so that no set of columns comes twice; the limit is for rounding.
  for (let pass = 0; pass < 50 * size; pass++) {
    const entering = steepest({ gram, moment, x, used, barred }, flat);
    if (entering < 0) break;
    const attempt = [...used, entering];
    let z = solveUsed(gram, moment, size, attempt);
    if (z === null || z.at(-1)! <= 0) {
      barred[entering] = 1;
      continue;
    }
    used = attempt;
    for (let i = 0; i < size; i++) barred[i] = scale[i] === 0 ? 1 : 0;
    while (z.some((value) => value <= 0)) {
      used = stepToBound(x, z, used);
      z = solveUsed(gram, moment, size, used)!;
    }
    used.forEach((column, k) => (x[column] = z[k]!));
  }
  return x.map((value, column) => value * scale[column]!);
}

/** Whether no column is a combination of the others. */
export function isFullRank(equations: NormalEquations): boolean {
  const { scale, gram, moment } = equations;
  const all = Array.from(scale, (_, column) => column);
  return scale.every((value) => value > 0) && solveUsed(gram, moment, scale.length, all) !== null;
}

interface State {
  readonly gram: Float64Array;
  readonly moment: Float64Array;
  readonly x: Float64Array;
  readonly used: readonly number[];
  readonly barred: Uint8Array;
}

/** The unused column along which the error falls most, or -1 when it falls along none. */
function steepest({ gram, moment, x, used, barred }: State, flat: number): number {
  const size = x.length;
  let best = -1;
  let bestFall = flat;
  for (let i = 0; i < size; i++) {
    if (barred[i] === 1 || used.includes(i)) continue;
    let fall = moment[i]!;
    for (const j of used) fall -= gram[i * size + j]! * x[j]!;
    if (fall > bestFall) {
      best = i;
      bestFall = fall;
    }
  }
  return best;
}

/** From x towards z until the first coefficient reaches zero; the columns that remain above it. */
function stepToBound(x: Float64Array, z: Float64Array, used: readonly number[]): number[] {
  let step = 1;
  let limiting = -1;
  used.forEach((column, k) => {
    if (z[k]! > 0) return;
    const fraction = x[column]! / (x[column]! - z[k]!);
    if (limiting < 0 || fraction < step) {
      step = fraction;
      limiting = column;
    }
  });
  used.forEach((column, k) => (x[column]! += step * (z[k]! - x[column]!)));
  x[limiting] = 0;
  return used.filter((column) => {
    if (x[column]! > 0) return true;
    x[column] = 0;
    return false;
  });
}

/** Unconstrained solution in the used columns by Cholesky; null when the last of them depends on the others. */
function solveUsed(
  gram: Float64Array,
  moment: Float64Array,
  size: number,
  used: readonly number[],
): Float64Array | null {
  const count = used.length;
  const lower = new Float64Array(count * count);
  const z = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = used[i]! * size;
    for (let j = 0; j <= i; j++) {
      let sum = gram[row + used[j]!]!;
      for (let k = 0; k < j; k++) sum -= lower[i * count + k]! * lower[j * count + k]!;
      if (j < i) lower[i * count + j] = sum / lower[j * count + j]!;
      else if (sum <= DEPENDENT) return null;
      else lower[i * count + i] = Math.sqrt(sum);
    }
    let sum = moment[used[i]!]!;
    for (let k = 0; k < i; k++) sum -= lower[i * count + k]! * z[k]!;
    z[i] = sum / lower[i * count + i]!;
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let k = i + 1; k < count; k++) z[i]! -= lower[k * count + i]! * z[k]!;
    z[i]! /= lower[i * count + i]!;
  }
  return z;
}

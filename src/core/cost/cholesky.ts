/**
 * Lower triangle L with L · Lᵀ = the covariance (Cholesky). Directions without variance, and those that
 * rounding left with a negative one, get a column of zeros.
 */
export function choleskyOf(covariance: readonly (readonly number[])[]): number[][] {
  const lower = covariance.map((row) => row.map(() => 0));
  for (let i = 0; i < covariance.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = covariance[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i === j) lower[i]![i] = Math.sqrt(Math.max(0, rest));
      else lower[i]![j] = lower[j]![j]! > 0 ? rest / lower[j]![j]! : 0;
    }
  }
  return lower;
}

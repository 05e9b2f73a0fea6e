import { float64Of } from '../arrays.js';

/**
 * Kendall's tau-b of two lists of values: (concordant - discordant pairs) / √(pairs that are not tied in the
 * first · pairs that are not tied in the second). Null when one of the lists has no two different values.
 * O(n log n): the discordant pairs are the exchanges of a merge sort.
 * Source: Knight, A Computer Method for Calculating Kendall's Tau with Ungrouped Data, JASA 61(314), 1966.
 */
export function kendallTau(first: ArrayLike<number>, second: ArrayLike<number>): number | null {
  const n = first.length;
  const order = Uint32Array.from({ length: n }, (_, k) => k).sort(
    (a, b) => first[a]! - first[b]! || second[a]! - second[b]!,
  );
  const x = float64Of(order, (k) => first[k]!);
  const y = float64Of(order, (k) => second[k]!);
  const pairs = pairsOf(n);
  const tiedInFirst = tiedPairs(n, (k) => x[k] === x[k - 1]);
  const tiedInBoth = tiedPairs(n, (k) => x[k] === x[k - 1] && y[k] === y[k - 1]);
  const discordant = sortCountingExchanges(y);
  const tiedInSecond = tiedPairs(n, (k) => y[k] === y[k - 1]);
  const distinct = Math.sqrt((pairs - tiedInFirst) * (pairs - tiedInSecond));
  if (distinct === 0) return null;
  return (pairs - tiedInFirst - tiedInSecond + tiedInBoth - 2 * discordant) / distinct;
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** Pairs within runs of equal values. */
function tiedPairs(count: number, equalsPrevious: (k: number) => boolean): number {
  let tied = 0;
  let run = 1;
  for (let k = 1; k <= count; k++) {
    if (k < count && equalsPrevious(k)) run++;
    else {
      tied += pairsOf(run);
      run = 1;
    }
  }
  return tied;
}

/** Sorts ascending by merging; the number of pairs that were the other way round. */
function sortCountingExchanges(values: Float64Array): number {
  let exchanges = 0;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [left, right] = [start, middle];
      for (let k = start; k < end; k++) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) to[k] = from[left++]!;
        else {
          to[k] = from[right++]!;
          exchanges += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return exchanges;
}

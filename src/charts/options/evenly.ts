/**
 * At most `most` of the positions 0 to `length - 1`, evenly spread, both ends among them, and all of `kept` besides;
 * in ascending order.
 */
export function evenly(length: number, most: number, kept: readonly number[] = []): number[] {
  if (length <= most) return Array.from({ length }, (_, position) => position);
  const step = (length - 1) / Math.max(1, most - 1);
  const spread = Array.from({ length: most }, (_, place) => Math.round(place * step));
  return [...new Set([...spread, ...kept])].sort((a, b) => a - b);
}

import type { ChartView } from './view.js';

/** Pixels within which two marks cannot be told apart. */
const APART = 2;
/** Fewer than this are all drawn. */
const FEW = 1000;

/**
 * Those of many items that can be told apart on a chart: of those whose marks would lie within the same two pixels
 * in each direction, the first. `placeOf` gives the coordinates, not below zero; the picture may show them on a
 * logarithmic axis, so cells are of the same ratio where the figures differ by orders of magnitude.
 */
export function thinned<Item>(
  items: readonly Item[],
  { width, height }: ChartView,
  placeOf: (item: Item) => readonly [x: number, y: number],
): readonly Item[] {
  if (items.length <= FEW) return items;
  const places = items.map(placeOf);
  const column = cellsOf(
    places.map(([x]) => x),
    width / APART,
  );
  const row = cellsOf(
    places.map(([, y]) => y),
    height / APART,
  );
  const seen = new Set<number>();
  return items.filter((_, index) => {
    const [x, y] = places[index]!;
    const cell = column(x) * height + row(y);
    return !seen.has(cell) && seen.add(cell).size > 0;
  });
}

/** The cell of a coordinate: by its value and by its logarithm, the finer of the two. */
function cellsOf(values: readonly number[], cells: number): (value: number) => number {
  const [least, most] = rangeOf(values);
  if (most === least) return () => 0;
  const linear = (value: number): number => Math.floor(((value - least) / (most - least)) * cells);
  if (least <= 0 || most / least <= 30) return linear;
  const ratio = Math.log(most / least);
  return (value) => Math.floor((Math.log(value / least) / ratio) * cells);
}

function rangeOf(values: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

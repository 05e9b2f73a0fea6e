/** What `Float64Array.from` makes of a list, in a seventh of its time: that one asks for every item by its name. */
export function float64Of<Item>(
  items: ArrayLike<Item>,
  value: (item: Item, index: number) => number,
): Float64Array<ArrayBuffer> {
  const values = new Float64Array(items.length);
  for (let index = 0; index < values.length; index++) values[index] = value(items[index]!, index);
  return values;
}

/** What ECharts gives a custom series to place its shapes with. */
interface Coordinates {
  value(dimension: number): unknown;
  coord(place: number[]): number[];
}

export interface Whiskers {
  readonly name: string;
  readonly colour: string;
  /** By whisker: its place on the category axis, and where it begins and ends. */
  readonly ends: readonly (readonly [place: number, from: number, to: number])[];
}

/** Half the width of the ends, in pixels. */
const HALF = 3;

/** Vertical lines with short ends: intervals over the bars of a category axis. */
export const whisker = ({ name, colour, ends }: Whiskers) => ({
  type: 'custom' as const,
  name,
  silent: true,
  z: 4,
  itemStyle: { color: colour },
  encode: { x: 0, y: [1, 2] },
  data: ends.map((end) => [...end]),
  renderItem: (_: unknown, api: Coordinates) => {
    const [x = 0, low = 0] = api.coord([Number(api.value(0)), Number(api.value(1))]);
    const [, high = 0] = api.coord([Number(api.value(0)), Number(api.value(2))]);
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: colour, lineWidth: 1.4 },
    });
    return {
      type: 'group' as const,
      children: [
        line(x, low, x, high),
        line(x - HALF, low, x + HALF, low),
        line(x - HALF, high, x + HALF, high),
      ],
    };
  },
});

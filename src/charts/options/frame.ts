import type { ChartOption } from './echarts.js';
import { THEMES, type ChartTheme } from './theme.js';
import type { ChartView } from './view.js';

/** What every chart says beside its data. */
export interface Heading {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly subtitle: string;
  /** What somebody is told who cannot see the chart. */
  readonly description: string;
  /** Entries of the legend, in its order. */
  readonly legend?: readonly LegendEntry[];
}

export interface LegendEntry {
  readonly name: string;
  readonly icon?: 'circle' | 'rect' | 'roundRect' | 'diamond' | 'triangle' | 'pin';
}

export interface Frame {
  readonly theme: ChartTheme;
  /** Pixels from the top that the heading takes. */
  readonly top: number;
  /** Title, legend, colours and words for screen readers. */
  readonly base: ChartOption;
}

/** Of the letters of the two sizes that charts are written in, on average; text is laid out without a browser. */
const LETTER = { title: 8.6, small: 6.3 } as const;
const MARGIN = 16;
const LINE = { title: 22, small: 17 } as const;

/** Names without quotes: in an SVG they stand in an attribute, as they are. */
export const FONT = 'system-ui, -apple-system, Roboto, Helvetica, Arial, sans-serif';

/** The frame that all charts share. Nothing moves, so that the same data is the same picture. */
export function frameOf(heading: Heading, view: ChartView): Frame {
  const theme = THEMES[view.theme];
  const { title, subtitle, legend = [] } = heading;
  const width = view.width - 2 * MARGIN;
  const titleBottom = MARGIN + linesOf(title, width, LETTER.title) * LINE.title;
  const subtitleBottom = titleBottom + linesOf(subtitle, width, LETTER.small) * LINE.small + 6;
  const legendHeight = legend.length === 0 ? 0 : legendRows(legend, width) * 20 + 8;
  return {
    theme,
    top: subtitleBottom + legendHeight,
    base: {
      animation: false,
      backgroundColor: theme.background,
      textStyle: { color: theme.text, fontFamily: FONT },
      title: titleOf(heading, width, theme),
      aria: { enabled: true, label: { description: `${title}. ${heading.description}` } },
      tooltip: tooltipOf(theme),
      ...(legend.length > 0 && { legend: legendOf(legend, subtitleBottom, theme) }),
    },
  };
}

function titleOf(
  { title, subtitle }: Heading,
  width: number,
  theme: ChartTheme,
): NonNullable<ChartOption['title']> {
  return {
    text: title,
    subtext: subtitle,
    left: MARGIN,
    top: MARGIN - 4,
    padding: 0,
    itemGap: 6,
    textStyle: {
      color: theme.text,
      fontSize: 16,
      fontWeight: 600,
      lineHeight: LINE.title,
      width,
      overflow: 'break',
    },
    subtextStyle: { color: theme.mutedText, fontSize: 12, lineHeight: LINE.small, width, overflow: 'break' },
  };
}

/** Drawn by ECharts itself rather than as HTML: names in it are no markup, and no inline style is needed. */
const tooltipOf = (theme: ChartTheme): NonNullable<ChartOption['tooltip']> => ({
  renderMode: 'richText',
  confine: true,
  backgroundColor: theme.tooltip,
  borderColor: theme.axis,
  textStyle: { color: theme.text, fontSize: 12, fontFamily: FONT },
});

const legendOf = (
  legend: readonly LegendEntry[],
  top: number,
  theme: ChartTheme,
): NonNullable<ChartOption['legend']> => ({
  data: [...legend],
  left: MARGIN - 5,
  right: MARGIN,
  top,
  itemWidth: 14,
  itemHeight: 10,
  itemGap: 14,
  textStyle: { color: theme.text, fontSize: 12 },
  inactiveColor: theme.grid,
});

function linesOf(text: string, width: number, letter: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * letter) / width)), 0);
}

function legendRows(legend: readonly LegendEntry[], width: number): number {
  let [rows, used] = [1, 0];
  for (const { name } of legend) {
    const needed = 14 + 5 + name.length * LETTER.small + 14;
    if (used > 0 && used + needed > width) [rows, used] = [rows + 1, 0];
    used += needed;
  }
  return rows;
}

/** Where the data goes, between the heading and the names of the axes. */
export const gridUnder = (
  top: number,
  { left = 58, right = 24, bottom = 50 } = {},
): NonNullable<ChartOption['grid']> => ({
  top: top + 10,
  left,
  right,
  bottom,
  outerBoundsMode: 'none',
});

/** The looks of an axis with a name in the middle. */
export const axisStyle = (theme: ChartTheme, name: string, nameGap: number) =>
  ({
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: theme.mutedText, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: theme.axis } },
    axisTick: { show: true, lineStyle: { color: theme.axis } },
    axisLabel: { color: theme.mutedText, fontSize: 12, hideOverlap: true },
    splitLine: { show: true, lineStyle: { color: theme.grid } },
  }) as const;

/** Names of layers under their bars. */
export const rotatedLabels = (theme: ChartTheme) =>
  ({ axisLabel: { color: theme.mutedText, fontSize: 11, rotate: 60, hideOverlap: true } }) as const;

/** A linear or logarithmic axis, from end to end or around the data. */
export const scaleOf = (isLog: boolean, ends: { readonly min?: number; readonly max?: number } = {}) =>
  isLog ? { type: 'log' as const, ...ends } : { type: 'value' as const, scale: true, ...ends };

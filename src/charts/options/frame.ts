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

/** Widths of letters, on the safe side of common fonts: text is laid out without a browser. */
const LETTER = { title: 9.4, small: 6.9 } as const;
const MARGIN = 16;
const LINE = { title: 22, small: 17 } as const;

/** Names without quotes: in an SVG they stand in an attribute, as they are. */
export const FONT = 'system-ui, -apple-system, Roboto, Helvetica, Arial, sans-serif';

/** The frame that all charts share. Nothing moves, so that the same data is the same picture. */
export function frameOf(heading: Heading, view: ChartView): Frame {
  const theme = THEMES[view.theme];
  const { title: name, subtitle, legend = [] } = heading;
  const width = view.width - 2 * MARGIN;
  const title = wrapped(name, width / LETTER.title);
  const below = [subtitle, ...(view.note === undefined ? [] : [view.note])];
  const subtitles = below.flatMap((text) => wrapped(text, width / LETTER.small));
  const titleBottom = MARGIN + title.length * LINE.title;
  const subtitleBottom = titleBottom + subtitles.length * LINE.small + 6;
  const legendHeight = legend.length === 0 ? 0 : legendRows(legend, width - 24) * 20 + 8;
  return {
    theme,
    top: subtitleBottom + legendHeight,
    base: {
      animation: false,
      backgroundColor: theme.background,
      textStyle: { color: theme.text, fontFamily: FONT },
      title: titleOf(title.join('\n'), subtitles.join('\n'), theme),
      aria: {
        enabled: true,
        label: { description: [`${name}.`, heading.description, view.note ?? ''].join(' ').trim() },
      },
      tooltip: tooltipOf(theme),
      ...(legend.length > 0 && { legend: legendOf(legend, subtitleBottom, theme) }),
    },
  };
}

function titleOf(text: string, subtext: string, theme: ChartTheme): NonNullable<ChartOption['title']> {
  return {
    text,
    subtext,
    left: MARGIN,
    top: MARGIN - 4,
    padding: 0,
    itemGap: 6,
    textStyle: { color: theme.text, fontSize: 16, fontWeight: 600, lineHeight: LINE.title },
    subtextStyle: { color: theme.mutedText, fontSize: 12, lineHeight: LINE.small },
  };
}

/** Lines of at most so many letters, broken between words; a longer word has a line of its own. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= letters || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
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
  right: MARGIN + 24,
  top,
  itemWidth: 14,
  itemHeight: 10,
  itemGap: 18,
  textStyle: { color: theme.text, fontSize: 12 },
  inactiveColor: theme.grid,
});

function legendRows(legend: readonly LegendEntry[], width: number): number {
  let [rows, used] = [1, 0];
  for (const { name } of legend) {
    const needed = 14 + 5 + name.length * LETTER.small + 18;
    if (used > 0 && used + needed > width) [rows, used] = [rows + 1, 0];
    used += needed;
  }
  return rows;
}

/** Where the data goes, between the heading and the names of the axes. */
export const gridUnder = (
  top: number,
  { left = 64, right = 24, bottom = 50 } = {},
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

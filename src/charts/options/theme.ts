/** What a chart is drawn on. */
export const THEME_NAMES = ['light', 'dark'] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

/** Where latency and energy go, in the order in which they are spent. */
export const STAGES = ['device', 'encode', 'up', 'edge', 'backhaul', 'cloud', 'down', 'waiting'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Colours of a chart. Those of data are Okabe and Ito's ("Color Universal Design", 2008), which people tell apart
 * however they see colours; some are darkened or lightened to reach 3 : 1 against the background, and text 4.5 : 1
 * (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export interface ChartTheme {
  readonly name: ThemeName;
  readonly background: string;
  readonly text: string;
  readonly mutedText: string;
  /** Axes and their marks. */
  readonly axis: string;
  /** Lines behind the data. */
  readonly grid: string;
  readonly tooltip: string;
  /** Candidates that nothing is said of. */
  readonly plain: string;
  readonly front: string;
  readonly chosen: string;
  readonly nearTie: string;
  readonly baseline: string;
  readonly measured: string;
  readonly outlier: string;
  readonly stages: Readonly<Record<Stage, string>>;
  /** Areas side by side that need to be told apart, such as plans on a map. */
  readonly series: readonly string[];
}

const LIGHT: ChartTheme = {
  name: 'light',
  background: '#ffffff',
  text: '#1b1f24',
  mutedText: '#57606a',
  axis: '#6e7781',
  grid: '#e4e7eb',
  tooltip: '#ffffff',
  plain: '#8a939d',
  front: '#0072b2',
  chosen: '#c44a00',
  nearTie: '#8f5f00',
  baseline: '#1b1f24',
  measured: '#0072b2',
  outlier: '#c44a00',
  stages: {
    device: '#0072b2',
    encode: '#8f5f00',
    up: '#d55e00',
    edge: '#00865f',
    backhaul: '#a8527f',
    cloud: '#5b4b9a',
    down: '#b8860b',
    waiting: '#8a939d',
  },
  series: ['#0072b2', '#d55e00', '#00865f', '#a8527f', '#b8860b', '#2f83b5', '#5b4b9a', '#6e7781'],
};

const DARK: ChartTheme = {
  name: 'dark',
  background: '#15191e',
  text: '#eef1f4',
  mutedText: '#a9b4bf',
  axis: '#8b949e',
  grid: '#2a3038',
  tooltip: '#21262d',
  plain: '#7d8791',
  front: '#56b4e9',
  chosen: '#f58a3c',
  nearTie: '#f0e442',
  baseline: '#eef1f4',
  measured: '#56b4e9',
  outlier: '#f58a3c',
  stages: {
    device: '#56b4e9',
    encode: '#f0e442',
    up: '#f58a3c',
    edge: '#1fbf8f',
    backhaul: '#d98fb9',
    cloud: '#a99be0',
    down: '#e6b422',
    waiting: '#7d8791',
  },
  series: ['#56b4e9', '#f58a3c', '#1fbf8f', '#d98fb9', '#e6b422', '#2e86c1', '#a99be0', '#8b949e'],
};

export const THEMES: Readonly<Record<ThemeName, ChartTheme>> = { light: LIGHT, dark: DARK };

import type { ThemeName } from './theme.js';

/** Which of the two costs a chart shows, where it can show either. */
export const COSTS = ['latency', 'energy'] as const;
export type Cost = (typeof COSTS)[number];

/** How a chart is to be shown; sizes in CSS pixels. */
export interface ChartView {
  readonly theme: ThemeName;
  readonly cost: Cost;
  readonly width: number;
  readonly height: number;
  /** What to know of the data, under the subtitle. */
  readonly note?: string;
}

/** What all charts are drawn as, unless somebody wants otherwise. */
export const DEFAULT_VIEW: ChartView = { theme: 'light', cost: 'latency', width: 800, height: 480 };

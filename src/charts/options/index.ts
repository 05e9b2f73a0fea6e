/** The charts, for the browser and for the server: nothing here needs either. */
export { candidatesChart } from './candidates.js';
export { CHARTS, type ChartName } from './charts.js';
export { echarts, type ChartOption } from './echarts.js';
export { FONT } from './frame.js';
export * as figures from './figures.js';
export { STAGES, THEME_NAMES, THEMES, type ChartTheme, type Stage, type ThemeName } from './theme.js';
export { COSTS, DEFAULT_VIEW, type ChartView, type Cost } from './view.js';

/** The charts, for the browser and for the server: nothing here needs either. */
export type { BoardFit } from './board-fit.js';
export { candidatesChart } from './candidates.js';
export { CHART_NAMES, CHARTS, type ChartName } from './charts.js';
export { decisionMapChart, type DecisionMap } from './decision-map.js';
export type { ChartOption } from './echarts.js';
export { fitChart } from './fit.js';
export { fitErrorsChart } from './fit-errors.js';
export { FONT } from './frame.js';
export { kernelSlopesChart } from './kernel-slopes.js';
export { layersChart } from './layers.js';
export { ledgerChart } from './ledger.js';
export { networkChart } from './network.js';
export { stagesChart } from './stages.js';
export * as figures from './figures.js';
export { STAGES, THEME_NAMES, THEMES, type ChartTheme, type Stage, type ThemeName } from './theme.js';
export { COSTS, DEFAULT_VIEW, type ChartView, type Cost } from './view.js';

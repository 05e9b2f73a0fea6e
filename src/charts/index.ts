export { ChartsModule } from './charts.module.js';
export { axesAround } from './decision-map.js';
export { CHARTS, DEFAULT_VIEW, THEME_NAMES, type ChartOption, type ThemeName } from './options/index.js';
export { renderSvg } from './render-svg.js';

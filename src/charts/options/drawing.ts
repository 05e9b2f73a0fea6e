/** What draws a chart. It brings ECharts with it, so a server loads it with the first chart that is asked for. */
export { echarts } from './echarts.js';
export { drawSvg } from './svg.js';

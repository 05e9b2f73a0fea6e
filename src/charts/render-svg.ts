import { echarts, type ChartOption } from './options/index.js';

/**
 * What ECharts adds so that a browser can react to the pointer: classes whose names count the drawings of the
 * process, and their rules. Neither can be part of a text, where quotes and angle brackets are escaped.
 */
const CLASSES = / class="zr\d+-cls-\d+"/g;
const RULES = /<style ?>.*?<\/style>/gs;
const OPENING = /^<svg [^>]*>/;

/** Draws a chart as an SVG that says to screen readers what it shows; the same option gives the same bytes. */
export function renderSvg(option: ChartOption, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return spoken(chart.renderToSVGString().replace(CLASSES, '').replace(RULES, ''), option);
  } finally {
    chart.dispose();
  }
}

/** With the words that the option holds for those who cannot see it. */
function spoken(svg: string, option: ChartOption): string {
  const [title, description] = [titleOf(option), descriptionOf(option)].map(escaped);
  return svg.replace(
    OPENING,
    (opening) =>
      `${opening.slice(0, -1)} role="img" aria-label="${description}"><title>${title}</title><desc>${description}</desc>`,
  );
}

function titleOf({ title }: ChartOption): string {
  const [first] = [title].flat();
  return first?.text ?? '';
}

function descriptionOf({ aria }: ChartOption): string {
  const [first] = [aria].flat();
  return first?.label?.description ?? '';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);

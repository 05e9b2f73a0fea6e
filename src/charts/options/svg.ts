import { echarts, type ChartOption } from './echarts.js';

/**
 * What ECharts adds so that a browser can react to the pointer: classes, their rules, and which datum a shape is of.
 * None of it can be part of a text, where quotes and angle brackets are escaped.
 */
const INTERACTIVE = / (class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*")|<style ?>.*?<\/style>/gs;
const OPENING = /^<svg [^>]*>/;

/** Draws a chart as an SVG that says to screen readers what it shows. `change` is applied to the drawing alone. */
export function drawSvg(
  option: ChartOption,
  { width, height }: { readonly width: number; readonly height: number },
  change: (svg: string) => string = (svg) => svg,
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return spoken(change(chart.renderToSVGString().replace(INTERACTIVE, '')), option);
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

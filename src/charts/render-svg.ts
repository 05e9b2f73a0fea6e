import { contentId } from '../platform/content-id.js';
import { echarts, type ChartOption } from './options/index.js';

/**
 * What ECharts adds so that a browser can react to the pointer: classes, their rules, and which datum a shape is of.
 * None of it can be part of a text, where quotes and angle brackets are escaped.
 */
const INTERACTIVE = / (class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*")|<style ?>.*?<\/style>/gs;
/** Identifiers count the drawings of the process. */
const IDENTIFIER = /(?<=(?:id="|="url\(#))zr\d+-/g;
const OPENING = /^<svg [^>]*>/;

/** Draws a chart as an SVG that says to screen readers what it shows; the same option gives the same bytes. */
export function renderSvg(option: ChartOption, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return spoken(identified(chart.renderToSVGString().replace(INTERACTIVE, '')), option);
  } finally {
    chart.dispose();
  }
}

/** With identifiers of the picture's own, so that several can be part of one page. */
function identified(svg: string): string {
  const neutral = svg.replace(IDENTIFIER, '');
  const own = contentId(neutral).slice(0, 8);
  return svg.replace(IDENTIFIER, `c${own}-`);
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

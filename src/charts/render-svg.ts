import { contentId } from '../platform/content-id.js';
import type { ChartOption } from './options/index.js';

/** Identifiers count the drawings of the process. */
const IDENTIFIER = /(?<=(?:id="|="url\(#))zr\d+-/g;

/** Draws a chart as an SVG that says to screen readers what it shows; the same option gives the same bytes. */
export async function renderSvg(option: ChartOption, width: number, height: number): Promise<string> {
  const { drawSvg } = await import('./options/drawing.js');
  return drawSvg(option, { width, height }, identified);
}

/** With identifiers of the picture's own, so that several can be part of one page. */
function identified(svg: string): string {
  const neutral = svg.replace(IDENTIFIER, '');
  const own = contentId(neutral).slice(0, 8);
  return svg.replace(IDENTIFIER, `c${own}-`);
}

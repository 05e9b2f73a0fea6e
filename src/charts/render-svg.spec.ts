import type { BarSeriesOption } from './options/echarts.js';
import { frameOf } from './options/frame.js';
import { DEFAULT_VIEW, type ChartOption } from './options/index.js';
import { renderSvg } from './render-svg.js';

const HOSTILE = `<script>alert("1")</script> & 'quotes'`;

const bars: BarSeriesOption = {
  type: 'bar',
  name: HOSTILE,
  data: [{ name: HOSTILE, value: 3 }],
  label: { show: true, formatter: '{b}' },
};

const option: ChartOption = {
  ...frameOf(
    { title: HOSTILE, subtitle: HOSTILE, description: HOSTILE, legend: [{ name: HOSTILE }] },
    DEFAULT_VIEW,
  ).base,
  xAxis: { type: 'category', data: [HOSTILE] },
  yAxis: { type: 'value', name: HOSTILE },
  series: [bars, { type: 'line', data: [2], symbol: 'none' }],
};

describe('renderSvg', () => {
  let svg: string;
  beforeAll(async () => {
    svg = await renderSvg(option, 800, 480);
  });

  it('lets no name become markup', () => {
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/\son\w+=/);
    const texts = svg.match(/&lt;script&gt;alert\(/g) ?? [];
    expect(texts.length).toBeGreaterThan(5);
    // Every quote belongs to an attribute: what is between tags has none.
    expect(svg.replace(/<[^>]*>/g, '')).not.toContain('<');
  });

  it('says to those who cannot see it what it shows', () => {
    const [opening] = /^<svg [^>]*>/.exec(svg)!;
    expect(opening).toContain(' role="img" aria-label="&lt;script&gt;');
    expect(svg).toContain('><title>&lt;script&gt;');
    expect(svg).toContain('<desc>&lt;script&gt;');
  });

  it('gives the same bytes again, whatever was drawn before', async () => {
    await renderSvg({ ...option, title: { text: 'another' } }, 300, 360);
    expect(await renderSvg(option, 800, 480)).toBe(svg);
    expect(svg).not.toContain('<style');
    expect(svg).not.toContain('class=');
    expect(svg).toContain('<clipPath id="c');
  });
});

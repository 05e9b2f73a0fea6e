import { THEMES, type ChartTheme } from './theme.js';

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

const themes = Object.values(THEMES).map((theme): [string, ChartTheme] => [theme.name, theme]);

describe.each(themes)('the %s theme', (_, theme) => {
  it('writes with a contrast of 4.5 : 1 at least', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    for (const colour of [theme.text, theme.mutedText]) {
      expect(contrast(colour, theme.background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour, theme.tooltip)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('draws with a contrast of 3 : 1 at least', () => {
    const { axis, plain, front, chosen, nearTie, baseline, measured, outlier, stages, series } = theme;
    const drawn = [axis, plain, front, chosen, nearTie, baseline, measured, outlier, ...series];
    const faint = [...drawn, ...Object.values(stages)].filter(
      (colour) => contrast(colour, theme.background) < 3,
    );
    expect(faint).toEqual([]);
  });

  it('gives what stands side by side colours that differ', () => {
    expect(new Set(theme.series).size).toBe(theme.series.length);
    expect(new Set(Object.values(theme.stages)).size).toBe(Object.keys(theme.stages).length);
  });
});

import { readFileSync } from 'node:fs';
import { LIMITS, readLimits } from './limits.js';

const rows = Object.entries(LIMITS).map(([name, row]) => ({ name, ...row }));

describe('the table of limits', () => {
  it('is what the README says, row by row', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const table = readme
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { variable, meaning, fallback } of rows) {
      const row = table.find((cells) => cells[1] === `\`${variable}\``);
      expect(row?.slice(1, 4)).toEqual([`\`${variable}\``, meaning, String(fallback)]);
    }
  });

  it.each(rows)('accepts of $variable its range, and nothing beyond', (row) => {
    const { name, variable, minimum, maximum, fallback } = row;
    const read = (text: string): unknown =>
      ({ ...readLimits({ [variable]: text }) })[name as keyof typeof LIMITS];
    expect([read(String(minimum)), read(String(maximum)), read('')]).toEqual([minimum, maximum, fallback]);
    for (const wrong of [String(minimum - 1), String(maximum + 1), '1.5', 'many']) {
      expect(() => read(wrong)).toThrow(
        `${variable}: got '${wrong}', expected an integer from ${minimum} to ${maximum}`,
      );
    }
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machine.js';
import { median } from './statistics.js';
import type { Outcome, Row, Settings } from './suite.js';

const FOLDER = 'bench/results';

const written = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(4))));

/** A table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, unit, values, target }) => [
    what,
    written(median(values)),
    `${written(Math.min(...values))} to ${written(Math.max(...values))}`,
    unit,
    target ?? '',
  ]);
  const table = [['what', 'median', 'lowest to highest', 'unit', 'target'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Writes what a suite found, every value of it, and gives the name of the file. */
export async function writeResults(
  suite: string,
  { rows, notes }: Outcome,
  { machine, settings, date }: { machine: Machine; settings: Settings; date: Date },
): Promise<string> {
  const file = join(FOLDER, `${suite}.json`);
  const { rounds, secondsPerRound, isQuick } = settings;
  const found = {
    ...{ suite, date: date.toISOString(), machine, settings: { rounds, secondsPerRound, isQuick } },
    rows: rows.map(({ values, ...row }) => ({
      ...{ ...row, median: median(values), lowest: Math.min(...values), highest: Math.max(...values) },
      values,
    })),
    notes,
  };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, `${JSON.stringify(found, null, 2)}\n`);
  return file;
}

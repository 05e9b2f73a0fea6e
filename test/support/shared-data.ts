import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/**
 * Published measurements and real models that are not part of this repository: the folder that CUTPOINT_DATA
 * names, or `../shared/data` beside the repository. Tests that need it are skipped where it is absent.
 */
const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = process.env['CUTPOINT_DATA'] ?? join(repository, '../shared/data');

/** `describe` where the folder is there; otherwise a skipped test, and a line that says what is missing. */
export function describeWithSharedData(name: string, tests: () => void): void {
  if (existsSync(folder)) return describe(name, tests);
  process.stderr.write(`skipped: ${name}: no data folder at ${folder}; set CUTPOINT_DATA to it\n`);
  describe.skip(name, () => it('needs the data folder', () => undefined));
}

export const sharedDataPath = (...path: string[]): string => join(folder, ...path);

export const sharedText = (...path: string[]): string => readFileSync(sharedDataPath(...path), 'utf8');

/** NaN, which JSON does not know but Python writes, becomes null. */
export const sharedJson = (...path: string[]): unknown =>
  JSON.parse(sharedText(...path).replaceAll(/(?<=[:\s,[])NaN(?=[\s,\]}])/g, 'null'));

/** Rows by column name. */
export const sharedTable = (...path: string[]): Record<string, string>[] =>
  parse(sharedText(...path), { columns: true });

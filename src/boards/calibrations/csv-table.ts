import { CsvError, parse } from 'csv-parse/sync';
import { ProblemError } from '../../platform/problems/problem.js';

/** A row of a CSV body. */
export interface CsvRow {
  /** Of the body, from 1; the header stands on the first. */
  readonly line: number;
  /** By column; cells that are empty are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * The rows of a table with a header (RFC 4180: commas, quotes doubled inside quotes). Throws a `ProblemError`
 * (`malformed-request`, `invalid-request`) that names line and column.
 */
export function readCsvTable(
  bytes: Uint8Array,
  { columns, maxRows }: { readonly columns: readonly string[]; readonly maxRows: number },
): CsvRow[] {
  const [header, ...rows] = parseCsv(decode(bytes), maxRows + 2);
  if (header === undefined) {
    throw refusal('line 1', 'got nothing', `a header of column names, some of ${columns.join(', ')}`);
  }
  const names = header.record;
  checkHeader(names, columns);
  if (rows.length > maxRows) {
    throw refusal(
      'body',
      `got more than ${maxRows} rows`,
      `at most ${maxRows} rows; calibrate with a sample`,
    );
  }
  return rows.map((row) => toRow(row, names));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('malformed-request', 'body: got bytes that are not UTF-8, expected CSV in UTF-8');
  }
}

function parseCsv(text: string, maxRecords: number): ParsedRow[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: maxRecords,
    }) as unknown as ParsedRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ProblemError('malformed-request', `body: got text that is not CSV: ${error.message}`, [
      {
        pointer: `line ${String(error.lines)}`,
        detail: error.message,
        accepted: 'cells separated by commas; a cell with a comma, quote or line break in quotes',
      },
    ]);
  }
}

function checkHeader(names: readonly string[], columns: readonly string[]): void {
  names.forEach((name, index) => {
    if (!columns.includes(name)) {
      throw refusal(
        `line 1, column ${index + 1}`,
        `got '${name.slice(0, 80)}'`,
        `one of ${columns.join(', ')}`,
      );
    }
    if (names.indexOf(name) < index) {
      throw refusal(`line 1, column ${index + 1}`, `got '${name}' twice`, 'each column once');
    }
  });
}

function toRow({ record, info }: ParsedRow, names: readonly string[]): CsvRow {
  const line = info.lines - breaksIn(record);
  if (record.length > names.length) {
    const [got, expected] = [record.length, names.length];
    throw refusal(
      `line ${line}`,
      `got ${got} cells`,
      `at most ${expected}, as the header has; cells with commas in quotes`,
    );
  }
  const cells = new Map<string, string>();
  record.forEach((cell, index) => {
    if (cell !== '') cells.set(names[index]!, cell);
  });
  return { line, cells };
}

/** The parser counts to the end of a row, whose cells may hold line breaks. */
const breaksIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);

const refusal = (pointer: string, detail: string, accepted: string): ProblemError =>
  new ProblemError('invalid-request', `${pointer}: ${detail}, expected ${accepted}`, [
    { pointer, detail, accepted },
  ]);

import Table from 'cli-table3';

/** What a cell shows; nothing where a figure is not known. */
type Cell = string | number | null;

/** A table with a header, plain enough to be read in a log. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = new Table({
    head: [...header],
    style: { head: [], border: [], compact: true },
    colAligns: header.map((_, column) =>
      rows.every((row) => typeof row[column] !== 'string') ? 'right' : 'left',
    ),
  });
  for (const row of rows) lines.push(row.map((cell) => cell ?? 'unknown'));
  return lines.toString();
}

/** Three significant digits, as figures of a model deserve. */
export const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(3));

/** An answer as the API gives it. */
export const asJson = (answer: unknown): string => JSON.stringify(answer, null, 2);

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

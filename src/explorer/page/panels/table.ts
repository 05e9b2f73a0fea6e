import { element } from '../view/dom.js';

/** A column: its heading with the unit, what it shows, and what a file for other programs holds. */
export interface Column<Row> {
  readonly head: string;
  readonly text: (row: Row) => string;
  /** What is shown in the place of the text, where that is to be used: a link, a button. */
  readonly node?: (row: Row) => Node;
  /** Left out: the same as the text. */
  readonly raw?: (row: Row) => string | number | boolean | null;
  readonly isNumber?: boolean;
}

/** What a chart shows, in words and figures. */
export interface Table {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (Node | string)[])[];
  /** Which columns are figures. */
  readonly numeric: readonly boolean[];
}

export function tableOf<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Table {
  return {
    caption,
    heads: columns.map(({ head }) => head),
    rows: rows.map((row) => columns.map(({ text, node }) => node?.(row) ?? text(row))),
    numeric: columns.map(({ isNumber }) => isNumber ?? false),
  };
}

/** Most rows that are shown at once; the page would take seconds for more. */
const MAX_ROWS = 500;

export function drawTable(target: HTMLTableElement, { caption, heads, rows, numeric }: Table): void {
  const cut = rows.length > MAX_ROWS ? ` The first ${MAX_ROWS} of ${rows.length} are listed.` : '';
  const classOf = (column: number): string => (numeric[column] ? 'number' : '');
  target.replaceChildren(
    element('caption', {}, caption + cut),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...heads.map((head, k) => element('th', { scope: 'col', className: classOf(k) }, head)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows
        .slice(0, MAX_ROWS)
        .map((cells) =>
          element(
            'tr',
            {},
            ...cells.map((cell, k) =>
              k === 0
                ? element('th', { scope: 'row' }, cell)
                : element('td', { className: classOf(k) }, cell),
            ),
          ),
        ),
    ),
  );
}

/** As RFC 4180 writes it. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map(({ raw, text }) => String((raw ?? text)(row) ?? ''))),
  ];
  return lines.map((cells) => cells.map(quoted).join(',') + '\r\n').join('');
}

function quoted(cell: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell));
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

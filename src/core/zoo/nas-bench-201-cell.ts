import { CoreError } from '../errors.js';

export const CELL_OPERATIONS = [
  'none',
  'skip_connect',
  'nor_conv_1x1',
  'nor_conv_3x3',
  'avg_pool_3x3',
] as const;
export type CellOperation = (typeof CELL_OPERATIONS)[number];

/** An operation on what one node holds, added to another node. */
export interface CellEdge {
  readonly from: number;
  readonly to: number;
  readonly operation: CellOperation;
}

/** In the order of the cell string. Node 0 is the input of the cell, node 3 its output. */
const EDGES = [
  [0, 1],
  [0, 2],
  [1, 2],
  [0, 3],
  [1, 3],
  [2, 3],
] as const;
const OUTPUT = 3;

/**
 * The six edges of a cell string, `operation~source` each, such as
 * `nor_conv_3x3~0/none~0/skip_connect~1/...` or `|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...|`.
 * Throws `invalid-parameter`.
 */
export function parseCell(cell: string): CellEdge[] {
  const parts = cell.split(/[/|+]+/).filter((part) => part !== '');
  if (parts.length !== EDGES.length) {
    throw invalidCell(`got ${parts.length} edges`, `${EDGES.length} edges 'operation~source'`);
  }
  return parts.map((part, index) => {
    const [from, to] = EDGES[index]!;
    const operation = CELL_OPERATIONS.find((name) => part === `${name}~${from}`);
    if (operation !== undefined) return { from, to, operation };
    throw invalidCell(
      `got '${part}' as edge ${index + 1}`,
      `one of ${CELL_OPERATIONS.join(', ')}, and ~${from}`,
    );
  });
}

/** The edges on a path from the input to the output of the cell; none when the cell is degenerate. */
export function executedEdges(edges: readonly CellEdge[]): CellEdge[] {
  const present = edges.filter(({ operation }) => operation !== 'none');
  const reached = new Set([0]);
  for (const { from, to } of present) if (reached.has(from)) reached.add(to);
  const leading = new Set([OUTPUT]);
  for (const { from, to } of present.toReversed()) if (leading.has(to)) leading.add(from);
  return present.filter(({ from, to }) => reached.has(from) && leading.has(to));
}

/** The cell with `none` in the place of every edge that is not executed. Throws `invalid-parameter`. */
export function canonicalCell(cell: string): string {
  const executed = executedEdges(parseCell(cell));
  return EDGES.map(([from, to]) => {
    const edge = executed.find((own) => own.from === from && own.to === to);
    return `${edge?.operation ?? 'none'}~${from}`;
  }).join('/');
}

const invalidCell = (got: string, expected: string): CoreError =>
  new CoreError('invalid-parameter', `cell: ${got}, expected ${expected}`, { parameter: 'cell' });

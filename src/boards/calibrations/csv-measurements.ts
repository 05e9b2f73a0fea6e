import { ZOO, type ZooValue } from '../../core/index.js';
import type { FieldFault } from '../../platform/problems/problem.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { MAX_MEASUREMENTS } from './calibration.dto.js';
import { readCsvTable, type CsvRow } from './csv-table.js';

/** Every parameter of the zoo is a column; its values are numbers unless it is a text. */
const PARAMETER_COLUMNS: ReadonlyMap<string, 'number' | 'text'> = new Map(
  ZOO.flatMap(({ parameters }) =>
    Object.entries(parameters).map(
      ([name, { type }]) => [name, type === 'text' ? 'text' : 'number'] as const,
    ),
  ),
);

/** Columns of totals, and where their values stand in a measurement written as JSON. */
const TOTAL_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['convolutionMacs', ['convolution', 'macs']],
  ['convolutionLayers', ['convolution', 'layers']],
  ['convolutionKernels', ['convolution', 'kernels']],
  ['depthwiseMacs', ['depthwise', 'macs']],
  ['depthwiseLayers', ['depthwise', 'layers']],
  ['depthwiseKernels', ['depthwise', 'kernels']],
  ['connectedMacs', ['connected', 'macs']],
  ['connectedLayers', ['connected', 'layers']],
  ['otherLayers', ['otherLayers']],
  ['weights', ['weights']],
  ['activations', ['activations']],
]);

const TEXT_COLUMNS = ['name', 'zoo', 'network', 'boundary'];
const NUMBER_COLUMNS = ['energyJ', 'latencyMs'];

export const CSV_COLUMNS: readonly string[] = [
  'name',
  'zoo',
  ...PARAMETER_COLUMNS.keys(),
  'network',
  'description',
  ...TOTAL_COLUMNS.keys(),
  'boundary',
  ...NUMBER_COLUMNS,
];

/** Measurements in the form that they have as JSON, not validated yet, with the lines they came from. */
export interface CsvMeasurements {
  readonly measurements: readonly Record<string, unknown>[];
  /** By measurement. */
  readonly lines: readonly number[];
}

/** Throws a `ProblemError` (`malformed-request`, `invalid-request`). */
export function readCsvMeasurements(bytes: Uint8Array): CsvMeasurements {
  const rows = readCsvTable(bytes, { columns: CSV_COLUMNS, maxRows: MAX_MEASUREMENTS });
  return { measurements: rows.map(toMeasurement), lines: rows.map(({ line }) => line) };
}

function toMeasurement({ cells, line }: CsvRow): Record<string, unknown> {
  const measurement: Record<string, unknown> = {};
  const parameters: Record<string, ZooValue> = {};
  const totals: Record<string, unknown> = {};
  for (const [column, text] of cells) {
    if (TEXT_COLUMNS.includes(column)) measurement[column] = text;
    else if (NUMBER_COLUMNS.includes(column)) measurement[column] = measured(text);
    else if (column === 'description') measurement.description = descriptionOf(text, line);
    else if (PARAMETER_COLUMNS.has(column)) {
      parameters[column] = PARAMETER_COLUMNS.get(column) === 'text' ? text : numberOrText(text);
    } else put(totals, TOTAL_COLUMNS.get(column)!, numberOrText(text));
  }
  if (Object.keys(parameters).length > 0) measurement.parameters = parameters;
  if (Object.keys(totals).length > 0) measurement.totals = totals;
  return measurement;
}

/** A text that is no number stays one, for the validation to refuse as it was written. */
const numberOrText = (text: string): number | string => {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};

/** A measurement can be what no number is: scripts write nan and inf where measuring failed. */
function measured(text: string): number | string {
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  return infinity === null ? numberOrText(text) : infinity[1] === '-' ? -Infinity : Infinity;
}

function descriptionOf(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const pointer = pointerTo(line, 'description');
    const detail = `got text that is not JSON: ${(error as Error).message.slice(0, 200)}`;
    throw new ProblemError('invalid-request', `${pointer}: ${detail}`, [
      { pointer, detail, accepted: 'a network as in POST /networks, as JSON in quotes' },
    ]);
  }
}

function put(target: Record<string, unknown>, [first, second]: readonly string[], value: unknown): void {
  if (second === undefined) target[first!] = value;
  else target[first!] = { ...(target[first!] as object | undefined), [second]: value };
}

const pointerTo = (line: number, column: string | undefined): string =>
  column === undefined ? `line ${line}` : `line ${line}, column ${column}`;

/** A fault of a measurement written as JSON, where it stands in the CSV. */
export function toCsvFault(fault: FieldFault, lines: readonly number[]): FieldFault {
  const path = /^\/measurements(?:\/(\d+)(?:\/(.+))?)?$/.exec(fault.pointer);
  if (path === null) return { ...fault, pointer: fault.pointer.replace(/^\//, '?') };
  const [, row, field] = path;
  if (row === undefined) return { ...fault, pointer: 'body' };
  return { ...fault, pointer: pointerTo(lines[Number(row)]!, field && columnOf(field.split('/'))) };
}

function columnOf([first, ...rest]: readonly string[]): string | undefined {
  if (first === 'parameters') return rest[0];
  if (first !== 'totals') return first;
  const path = rest.join('/');
  return [...TOTAL_COLUMNS].find(([, place]) => place.join('/') === path)?.[0] ?? `${rest[0] ?? ''}Macs`;
}

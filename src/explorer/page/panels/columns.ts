import { figures } from '../../../charts/options/index.js';
import type { CandidateDto } from '../../../plans/index.js';
import type { Column } from './table.js';

/** A figure of a row, written with its unit. */
export const figure = <Row>(
  head: string,
  read: (row: Row) => number | null,
  write: (value: number | null) => string,
): Column<Row> => ({ head, text: (row) => write(read(row)), raw: read, isNumber: true });

const word = <Row>(head: string, read: (row: Row) => string | null, none = '–'): Column<Row> => ({
  head,
  text: (row) => read(row) ?? none,
  raw: (row) => read(row) ?? '',
});

const counted = <Row>(head: string, read: (row: Row) => number): Column<Row> => ({
  head,
  text: (row) => figures.count(read(row)),
  raw: read,
  isNumber: true,
});

/** Every candidate as the file of them holds it; heads are the names of the API. */
export const CANDIDATE_FILE: readonly Column<CandidateDto>[] = [
  counted('deviceLayers', ({ deviceLayers }) => deviceLayers),
  word('cutAfter', ({ cutAfter }) => cutAfter),
  word('crossingTensors', crossingNames),
  counted('bytesUp', ({ bytesUp }) => bytesUp),
  counted('bytesDown', ({ bytesDown }) => bytesDown),
  word('devicePowerMode', ({ devicePowerMode }) => devicePowerMode),
  word('edgePowerMode', ({ edgePowerMode }) => edgePowerMode),
  word('transferPrecision', ({ transferPrecision }) => transferPrecision),
  word('inputEncoding', ({ inputEncoding }) => inputEncoding),
  word('edgeLayers', ({ cloud }) => (cloud === undefined ? null : String(cloud.edgeLayers))),
  figure('latencyMs', ({ latencyMs }) => latencyMs, figures.latency),
  figure('periodMs', ({ periodMs }) => periodMs, figures.latency),
  figure('deviceEnergyJ', ({ deviceEnergyJ }) => deviceEnergyJ, figures.energy),
  figure('edgeEnergyJ', ({ edgeEnergyJ }) => edgeEnergyJ, figures.energy),
  figure('cloudEnergyJ', ({ cloudEnergyJ }) => cloudEnergyJ ?? null, figures.energy),
  figure('systemEnergyJ', ({ systemEnergyJ }) => systemEnergyJ, figures.energy),
];

/** The same for people. */
export const CANDIDATE_TABLE: readonly Column<CandidateDto>[] = [
  word('Cut after', ({ cutAfter }) => cutAfter, 'nothing'),
  counted('Layers on the device', ({ deviceLayers }) => deviceLayers),
  word('Crosses', (candidate) => crossingNames(candidate) || null, 'nothing'),
  figure('Sent', ({ bytesUp }) => bytesUp, figures.size),
  word('Sent as', ({ transferPrecision }) => transferPrecision),
  figure('Latency', ({ latencyMs }) => latencyMs, figures.latency),
  figure('Device energy', ({ deviceEnergyJ }) => deviceEnergyJ, figures.energy),
  figure('System energy', ({ systemEnergyJ }) => systemEnergyJ, figures.energy),
];

function crossingNames({ crossingTensors }: CandidateDto): string {
  return crossingTensors.map(({ name }) => name).join(' ');
}

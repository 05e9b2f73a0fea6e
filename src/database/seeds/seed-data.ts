import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of a table with a header, by column. */
export type Row = Readonly<Record<string, string>>;

/** The published tables that seeds are fitted from. */
export interface SeedData {
  readonly jetsonNetworks: readonly Row[];
  readonly mlperfPower: readonly Row[];
  readonly mlperfServers: readonly Row[];
  readonly pi5Networks: readonly Row[];
}

export function readSeedData(folder: string): SeedData {
  const read = (file: string): Row[] =>
    parse(readFileSync(join(folder, file), 'utf8'), { columns: true, skip_empty_lines: true });
  return {
    jetsonNetworks: read('boards/jetson_networks.csv'),
    mlperfPower: read('boards/mlperf_power.csv'),
    mlperfServers: read('boards/mlperf_servers.csv'),
    pi5Networks: read('pi5/networks.csv'),
  };
}

/** A cell that must be a number. */
export function numberIn(row: Row, column: string): number {
  const text = row[column];
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value)) {
    throw new Error(`column '${column}': got '${text ?? ''}', expected a number`);
  }
  return value;
}

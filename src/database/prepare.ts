import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import type { ConnectionOptions } from './connection.js';
import { dataSourceOptions } from './data-source-options.js';
import { plantSeeds } from './seeds/plant-seeds.js';

/** Any number that no other program on the same database takes: 'cutp' in ASCII. */
const PREPARATION_LOCK = 0x63757470;

/** Brings the schema up to date and plants the seeds; processes that start together take turns. */
export async function prepareDatabase(connection: ConnectionOptions): Promise<void> {
  const dataSource = await new DataSource({ ...dataSourceOptions(connection), poolSize: 2 }).initialize();
  try {
    const holder = dataSource.createQueryRunner();
    await holder.query('SELECT pg_advisory_lock($1)', [PREPARATION_LOCK]);
    try {
      await refuseNewer(dataSource);
      await dataSource.runMigrations({ transaction: 'each' });
      await plantSeeds(dataSource.manager);
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [PREPARATION_LOCK]);
      await holder.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Throws an `Error` for a database that a later version of the program brought up to date. */
async function refuseNewer(dataSource: DataSource): Promise<void> {
  const { migrationsTableName } = dataSource.options;
  const [{ table }] = await dataSource.query<[{ table: string | null }]>('SELECT to_regclass($1) AS table', [
    migrationsTableName,
  ]);
  if (table === null) return;
  const applied = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${migrationsTableName}`);
  const unknown = applied.filter(({ name }) => !MIGRATIONS.some((known) => known.name === name));
  if (unknown.length === 0) return;
  throw new Error(
    `database: has the changes ${unknown.map(({ name }) => name).join(', ')} of a later version; ` +
      'start that version, or restore a copy from before it',
  );
}

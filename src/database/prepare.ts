import { DataSource } from 'typeorm';
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

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { openEmbeddedDatabase } from '../../src/database/embedded-database.js';

/** The server on which tests make their databases; empty where they are embedded. */
const SERVER = process.env.DATABASE_URL ?? '';

/** A service's own database: what it has to be told, and how to be rid of it. */
export interface ServiceDatabase {
  readonly environment: Record<string, string>;
  drop(): Promise<void>;
}

/** A database that somebody else made and drops. */
export const GIVEN_DATABASE: ServiceDatabase = { environment: {}, drop: () => Promise.resolve() };

/** A new, empty database for a service: of the server, or in the memory of the service. */
export async function createServiceDatabase(): Promise<ServiceDatabase> {
  if (SERVER === '') {
    return { environment: { DATABASE_FOLDER: 'memory://' }, drop: () => Promise.resolve() };
  }
  const { url, drop } = await createOnServer(SERVER);
  return { environment: { DATABASE_URL: url }, drop };
}

/** A new, empty database for the test itself: of the server, or in the memory of the test. */
export async function openTestDatabase(): Promise<DatabaseConnection> {
  if (SERVER === '') {
    const database = await openEmbeddedDatabase('memory://');
    await empty(database);
    return database;
  }
  const { url, drop } = await createOnServer(SERVER);
  return { options: { url }, close: drop };
}

/** Takes away what the build has prepared. */
async function empty({ options }: DatabaseConnection): Promise<void> {
  const dataSource = await new DataSource({ ...options, type: 'postgres' }).initialize();
  await dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await dataSource.destroy();
}

async function createOnServer(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `cutpoint_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

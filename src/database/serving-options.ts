import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { DatabaseUnreachableError } from '../platform/problems/database-faults.js';
import type { ConnectionOptions } from './connection.js';
import { dataSourceOptions } from './data-source-options.js';

/** How long a request waits for a connection, made or freed. */
const CONNECT_MS = 2_000;
/** Of the embedded database, whose one connection is shared by all requests. */
const EMBEDDED_CONNECT_MS = 10_000;
/** How long PostgreSQL works on a statement. */
const STATEMENT_MS = 4_000;
/** How long an answer to a statement may take before the connection counts as lost: behind a stalled network. */
const ANSWER_MS = 5_000;
/** How long a transaction may wait for its next statement. */
const IDLE_IN_TRANSACTION_MS = 10_000;

type Query = (...parameters: unknown[]) => unknown;

/** Gives up a connection on which a statement was not answered in time: a later one would wait behind it. */
class ImpatientClient extends pg.Client {
  override query: pg.Client['query'] = ((...parameters: unknown[]) => {
    const outcome = (super.query as Query)(...parameters);
    if (outcome instanceof Promise) {
      outcome.catch((error: unknown) => {
        if (error instanceof Error && error.message === 'Query read timeout') this.giveUp();
      });
    }
    return outcome;
  }) as pg.Client['query'];

  private giveUp(): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}

type Connected = Parameters<Parameters<pg.Pool['connect']>[0]>;

/** Says of its failures that they are the database's: those of a socket tell by themselves nothing of whose it was. */
class ServingPool extends pg.Pool {
  override connect = ((callback: (...outcome: Connected) => void) => {
    super.connect((error, client, release) => {
      callback(error && new DatabaseUnreachableError(error), client, release);
    });
  }) as pg.Pool['connect'];
}

/** The database as the service uses it: no request waits for it for ever. */
export function servingOptions(connection: ConnectionOptions): DataSourceOptions {
  const logger = new Logger('database');
  const isServer = 'url' in connection;
  return {
    ...dataSourceOptions(connection),
    poolErrorHandler: (error: Error) => {
      logger.warn(`a connection was lost: ${error.message}`);
    },
    driver: { Pool: ServingPool },
    extra: {
      Client: ImpatientClient,
      connectionTimeoutMillis: isServer ? CONNECT_MS : EMBEDDED_CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      ...(isServer && {
        statement_timeout: STATEMENT_MS,
        idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      }),
    },
  };
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { makeFirstKey } from './access/index.js';
import { AppModule } from './app.module.js';
import { nothingToClose, type DatabaseConnection } from './database/connection.js';
import { openDatabase } from './database/open-database.js';
import { prepareDatabase } from './database/prepare.js';
import { createApplication } from './platform/application.js';
import type { Configuration } from './platform/configuration.js';
import { Shutdown } from './platform/shutdown.js';
import { watchPool, type PoolState } from './platform/metrics/metrics.js';
import { traceRequests } from './platform/tracing.js';
import { serveApiDescription } from './platform/openapi/document.js';

export interface RunningService {
  /** Where it listens, such as http://127.0.0.1:3000. */
  readonly url: string;
  /** The file with the key that this start made for its administrator; null where it made none. */
  readonly adminKeyFile: string | null;
  /** Answers what is under way, then lets go of the database. */
  stop(): Promise<void>;
}

/**
 * Connections that the system takes while the process is busy, where it allows as many. One beyond it is made to
 * try again after seconds, where a refusal would take milliseconds.
 */
const BACKLOG = 4_096;

/** Opens the database, brings it up to date and serves. */
export async function startService(configuration: Configuration): Promise<RunningService> {
  const database = await openDatabase(configuration);
  try {
    await prepareDatabase(database.options);
    const module = AppModule.on(database.options, configuration);
    const application = await createApplication(module, configuration);
    return await listen(application, configuration, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listen(
  application: NestFastifyApplication,
  configuration: Configuration,
  database: DatabaseConnection,
): Promise<RunningService> {
  let adminKeyFile: string | null;
  let flush = nothingToClose;
  try {
    adminKeyFile = await makeFirstKey(application.get(DataSource), configuration);
    watchPool(poolOf(application.get(DataSource)));
    if (configuration.otlpEndpoint !== null) {
      flush = await traceRequests(application.getHttpAdapter().getInstance(), configuration.otlpEndpoint);
    }
    serveApiDescription(application);
    const { port, host } = configuration;
    // With a callback the framework leaves the host as it is given.
    await application.listen({ port, host, backlog: BACKLOG }, () => undefined);
  } catch (error) {
    await application.close();
    throw error;
  }
  return {
    url: await application.getUrl(),
    adminKeyFile,
    async stop() {
      await application.get(Shutdown).drain();
      application.getHttpServer().closeAllConnections();
      await application.close();
      await flush();
      await database.close();
    },
  };
}

/** The driver's pool, which its types do not name. */
const poolOf = ({ driver }: DataSource): PoolState => (driver as unknown as { master: PoolState }).master;

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { DatabaseConnection } from './database/connection.js';
import { openDatabase } from './database/open-database.js';
import { prepareDatabase } from './database/prepare.js';
import { findAdminKey } from './platform/authentication/admin-key.js';
import { createApplication } from './platform/application.js';
import type { Configuration } from './platform/configuration.js';
import { serveApiDescription } from './platform/openapi/document.js';

export interface RunningService {
  /** Where it listens, such as http://127.0.0.1:3000. */
  readonly url: string;
  /** The file that holds the key of the administrator; null where there is none. */
  readonly adminKeyFile: string | null;
  /** Answers what is under way, then lets go of the database. */
  stop(): Promise<void>;
}

/** Opens the database, brings it up to date and serves. */
export async function startService(configuration: Configuration): Promise<RunningService> {
  const database = await openDatabase(configuration);
  try {
    await prepareDatabase(database.options);
    const { key, file } = await findAdminKey(configuration);
    const module = AppModule.on(database.options, { ...configuration, adminKey: key });
    const application = await createApplication(module, configuration);
    const { url, stop } = await listen(application, configuration, database);
    return { url, stop, adminKeyFile: file };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listen(
  application: NestFastifyApplication,
  { host, port }: Configuration,
  database: DatabaseConnection,
): Promise<Pick<RunningService, 'url' | 'stop'>> {
  try {
    serveApiDescription(application);
    await application.listen(port, host);
  } catch (error) {
    await application.close();
    throw error;
  }
  return {
    url: await application.getUrl(),
    async stop() {
      await application.close();
      await database.close();
    },
  };
}

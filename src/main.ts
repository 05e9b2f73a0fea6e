import 'reflect-metadata';
import { announce } from './announcement.js';
import { readConfiguration } from './platform/configuration.js';
import { startService } from './service.js';

try {
  const configuration = readConfiguration(process.env);
  const service = await startService(configuration);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void service.stop().then(() => process.exit(0)));
  }
  console.log(announce({ ...service, planningAccess: configuration.planningAccess }));
} catch (error) {
  console.error(`cutpoint could not start: ${(error as Error).message}`);
  process.exitCode = 1;
}

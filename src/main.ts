import 'reflect-metadata';
import { announce } from './announcement.js';
import { readConfiguration } from './platform/configuration.js';
import { keepNewObjectsYoung } from './platform/young-objects.js';
import { startService } from './service.js';

keepNewObjectsYoung();
try {
  const configuration = readConfiguration(process.env);
  const service = await startService(configuration);
  let stopping: Promise<void> | null = null;
  const stop = (): void => {
    stopping ??= service.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop); // another one while it stops changes nothing
  process.once('SIGINT', stop); // a second Ctrl-C ends it at once
  console.log(announce({ ...service, planningAccess: configuration.planningAccess }));
} catch (error) {
  console.error(`cutpoint could not start: ${(error as Error).message}`);
  process.exitCode = 1;
}

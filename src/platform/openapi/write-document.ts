import { writeFile } from 'node:fs/promises';
import { AppModule } from '../../app.module.js';
import { createApplication } from '../application.js';
import { readConfiguration } from '../configuration.js';
import { describeApi } from './document.js';

/** Writes the description of the API to the file named on the command line; neither listens nor connects. */
const [, , file = 'openapi/openapi.json'] = process.argv;
const configuration = readConfiguration({});
const application = await createApplication(
  AppModule.on({ url: 'postgres://nowhere.invalid' }, configuration),
  configuration,
  { preview: true, logger: false },
);
await writeFile(file, `${JSON.stringify(describeApi(application), null, 2)}\n`);

import { ALEXNET_OVER_WIFI } from './plans/index.js';

interface Announced {
  readonly url: string;
  readonly adminKeyFile: string | null;
}

/** What the service says when it is ready: where it is, and a line that can be pasted. */
export function announce({ url, adminKeyFile }: Announced): string {
  const body = JSON.stringify(ALEXNET_OVER_WIFI);
  return [
    'Cutpoint is ready.',
    `  API         ${url}`,
    `  Swagger UI  ${url}/docs`,
    ...(adminKeyFile === null ? [] : [`  Admin key   ${adminKeyFile}`]),
    '',
    'Where should AlexNet run, on a Jetson TX2 or a Xavier NX across Wi-Fi? Paste this:',
    '',
    `curl -s ${url}/plans -H 'content-type: application/json' -d '${body}'`,
    '',
  ].join('\n');
}

import { ALEXNET_OVER_WIFI } from './plans/index.js';

/** What the service says when it is ready: where it is, and a line that can be pasted. */
export function announce(url: string): string {
  const body = JSON.stringify(ALEXNET_OVER_WIFI);
  return [
    'Cutpoint is ready.',
    `  API         ${url}`,
    `  Swagger UI  ${url}/docs`,
    '',
    'Where should AlexNet run, on a Jetson TX2 or a Xavier NX across Wi-Fi? Paste this:',
    '',
    `curl -s ${url}/plans -H 'content-type: application/json' -d '${body}'`,
    '',
  ].join('\n');
}

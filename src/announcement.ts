import type { Configuration } from './platform/configuration.js';
import { ALEXNET_OVER_WIFI } from './plans/index.js';

interface Announced {
  readonly url: string;
  /** The file with a key that was made just now; null where none was. */
  readonly adminKeyFile: string | null;
  readonly planningAccess: Configuration['planningAccess'];
}

/** What the service says when it is ready: where it is, and a line that can be pasted. */
export function announce({ url, adminKeyFile, planningAccess }: Announced): string {
  const key = planningAccess === 'open' ? '' : `-H "authorization: Bearer $CUTPOINT_KEY" `;
  const body = JSON.stringify(ALEXNET_OVER_WIFI);
  return [
    'Cutpoint is ready.',
    `  Explorer    ${url}/`,
    `  API         ${url}`,
    `  Swagger UI  ${url}/docs`,
    ...(adminKeyFile === null ? [] : [`  Admin key   ${adminKeyFile}`]),
    '',
    'Where should AlexNet run, on a Jetson TX2 or a Xavier NX across Wi-Fi? Paste this:',
    '',
    `curl -s ${url}/plans ${key}-H 'content-type: application/json' -d '${body}'`,
    '',
  ].join('\n');
}

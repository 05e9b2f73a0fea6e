import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { API_KEY, ROLE_EXTENSION } from '../access/requires-role.js';
import { UNCHECKED_HEADER } from '../request-context.js';

/** The description of the API, made from the same classes that validate its requests. */
export function describeApi(application: NestFastifyApplication): OpenAPIObject {
  const information = new DocumentBuilder()
    .setTitle('Cutpoint')
    .setDescription(
      'Where should a neural network run? Evaluates every way to divide a network between a device and an ' +
        'edge board, with a per-layer model of energy and latency. Units are SI and stand at the end of each ' +
        'name; rates are decimal megabits per second. Every failure is a problem document (RFC 9457).',
    )
    .setVersion('0.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'opaque',
        description:
          'An API key, as POST /keys makes them; the first one is ADMIN_KEY, or the content of the file admin-key ' +
          'in the database folder. Every operation says in x-required-role who may call it; where planning is open ' +
          'to everyone, reading and planning need no key.',
      },
      API_KEY,
    )
    .build();
  const document = SwaggerModule.createDocument(application, information, {
    operationIdFactory: (_controller, method) => method,
  });
  describeUnchecked(document);
  return document;
}

/**
 * Whatever asks for a role looks at a key, and so rests on stored data: any of its answers may say that these were
 * not checked.
 */
function describeUnchecked(document: OpenAPIObject): void {
  document.components!.headers = {
    [UNCHECKED_HEADER]: {
      description:
        'The database did not answer, so that this rests on stored data (boards, coefficient sets, links, networks, ' +
        'keys) as they were when they were last seen to hold: since, and that time.',
      schema: { type: 'string', example: 'since 2030-01-01T00:00:00.000Z' },
    },
  };
  const header = { [UNCHECKED_HEADER]: { $ref: `#/components/headers/${UNCHECKED_HEADER}` } };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  for (const operation of operations) {
    if (operation[ROLE_EXTENSION] === 'anyone') continue;
    for (const response of Object.values(operation.responses)) {
      response.headers = { ...response.headers, ...header };
    }
  }
}

interface Operation {
  readonly [ROLE_EXTENSION]: string;
  readonly responses: Readonly<Record<string, { headers?: object }>>;
}

/** Serves the Swagger UI at /docs and the document at /openapi.json. */
export function serveApiDescription(application: NestFastifyApplication): void {
  SwaggerModule.setup('docs', application, () => describeApi(application), {
    jsonDocumentUrl: 'openapi.json',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true, persistAuthorization: true },
    customSiteTitle: 'Cutpoint API',
  });
}

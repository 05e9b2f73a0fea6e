import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { API_KEY } from '../access/requires-role.js';

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
  return SwaggerModule.createDocument(application, information, {
    operationIdFactory: (_controller, method) => method,
  });
}

/** Serves the Swagger UI at /docs and the document at /openapi.json. */
export function serveApiDescription(application: NestFastifyApplication): void {
  SwaggerModule.setup('docs', application, () => describeApi(application), {
    jsonDocumentUrl: 'openapi.json',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true, persistAuthorization: true },
    customSiteTitle: 'Cutpoint API',
  });
}

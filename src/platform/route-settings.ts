import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** What operations say of themselves to the hooks of the server. */
export interface RouteSettings {
  /** The body is left as bytes. */
  readonly rawBody?: true;
  /** A body of lines is handed over as it comes. */
  readonly streamedBody?: true;
  /** When the context of the request is entered; at once where absent. */
  readonly contextEntry?: 'late' | 'never';
}

const SETTINGS = 'route settings';

/** Says so of an operation, beside what other decorators say of it: the framework's own keeps but what was said last. */
export const routeSettings =
  (more: RouteSettings): MethodDecorator =>
  (controller, name, method) => {
    const operation = method.value as object;
    const all = { ...(Reflect.getMetadata(SETTINGS, operation) as RouteSettings | undefined), ...more };
    Reflect.defineMetadata(SETTINGS, all, operation);
    RouteConfig(all)(controller, name, method);
  };

/** Of the route that a request is for. */
export const routeSettingsOf = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): RouteSettings =>
  routeOptions.config as unknown as RouteSettings;

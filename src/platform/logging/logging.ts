import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { currentRequest } from '../request-context.js';
import type { LogLevel } from './levels.js';

/** Where a secret would stand if a header were ever logged. */
const SECRETS = ['*.authorization', '*.cookie', 'headers.authorization', 'headers.cookie'];

/** A line of JSON an event, with the request that it belongs to. */
export const createLogger = (level: LogLevel): Logger =>
  pino({
    level,
    redact: SECRETS,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const request = currentRequest();
      return request === undefined ? {} : { requestId: request.requestId };
    },
  });

/** The logger under the framework's own, which hands over a message and, last, where it comes from. */
export class FrameworkLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write('info', message, details);
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }

  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }

  private write(level: Exclude<LogLevel, 'silent'>, message: unknown, details: unknown[]): void {
    const context = details.at(-1);
    const [stack] = details.slice(0, -1);
    this.logger[level]({ context, ...(stack !== undefined && { stack }) }, String(message));
  }
}

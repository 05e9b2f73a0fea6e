import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration.js';
import { ProblemError } from '../problems/problem.js';

/** RFC 6750, section 2.1: the scheme in any case, then the key. */
const BEARER = /^bearer +(\S+) *$/i;

/** Lets through who shows the key of the administrator. */
@Injectable()
export class AdministratorGuard implements CanActivate {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): boolean {
    const { adminKey } = this.configuration;
    if (adminKey === null) {
      throw new ProblemError(
        'administrator-not-set',
        'this service has no administrator, so nothing can be written; set ADMIN_KEY to a secret of at least 32 ' +
          'characters and start it again',
      );
    }
    const http = context.switchToHttp();
    const { authorization } = http.getRequest<FastifyRequest>().headers;
    const shown = BEARER.exec(authorization ?? '')?.[1];
    if (shown !== undefined && isSame(shown, adminKey)) return true;
    http.getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
    throw new ProblemError(
      'unauthorised',
      `authorization: got ${authorization === undefined ? 'nothing' : 'another key'}, ` +
        "expected 'Bearer ' and the key of the administrator",
    );
  }
}

/** In constant time; hashes have one length, whatever was shown. */
const isSame = (shown: string, key: string): boolean => timingSafeEqual(sha256(shown), sha256(key));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

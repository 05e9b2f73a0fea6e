import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequiredRoleMetadata } from '../platform/access/requires-role.js';
import { mayDo, type RequiredRole, type Role } from '../platform/access/role.js';
import { CONFIGURATION, type Configuration } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems/problem.js';
import { currentRequest, type Actor } from '../platform/request-context.js';
import { Authenticator } from './authenticator.js';

/** Lets through whose key has the role that the operation declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** What everybody may do without a key. */
  private readonly openRole: Role | null;

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    @Inject(CONFIGURATION) { planningAccess }: Configuration,
  ) {
    this.openRole = planningAccess === 'open' ? 'planner' : null;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.get(RequiredRoleMetadata, context.getHandler()) as
      RequiredRole | undefined;
    if (required === 'anyone') return true;
    const http = context.switchToHttp();
    const { headers, ip } = http.getRequest<FastifyRequest>();
    void http.getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
    const actor = await this.authenticator.identify(headers.authorization, ip);
    if (required === undefined || !(mayDo(actor?.role ?? null, required) || mayDo(this.openRole, required))) {
      throw refusal(actor, required ?? 'admin');
    }
    http.getResponse<FastifyReply>().removeHeader('www-authenticate');
    currentRequest()!.actor = actor;
    return true;
  }
}

const refusal = (actor: Actor | null, required: Role): ProblemError =>
  actor === null
    ? new ProblemError(
        'unauthorised',
        `authorization: got nothing, expected 'Bearer ' and a key with the role ${required}`,
      )
    : new ProblemError(
        'forbidden',
        `key '${actor.name}' has the role ${actor.role}, expected one with the role ${required}`,
      );

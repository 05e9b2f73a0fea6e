import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { onceEach } from '../core/index.js';
import { RequiredRoleMetadata } from '../platform/access/requires-role.js';
import { mayDo, type RequiredRole, type Role } from '../platform/access/role.js';
import { CONFIGURATION, type Configuration } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems/problem.js';
import { contextOf, type Actor } from '../platform/request-context.js';
import { Authenticator } from './authenticator.js';

/** Lets through whose key has the role that the operation declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** What everybody may do without a key. */
  private readonly openRole: Role | null;

  private readonly requiredOf: (handler: Operation) => RequiredRole | undefined;

  constructor(
    reflector: Reflector,
    private readonly authenticator: Authenticator,
    @Inject(CONFIGURATION) { planningAccess }: Configuration,
  ) {
    this.openRole = planningAccess === 'open' ? 'planner' : null;
    this.requiredOf = onceEach((handler) => reflector.get(RequiredRoleMetadata, handler));
  }

  canActivate(context: ExecutionContext): true | Promise<true> {
    const required = this.requiredOf(context.getHandler());
    if (required === 'anyone') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { authorization } = request.headers;
    // Who shows no key and needs none is let through without a look.
    if (authorization === undefined && this.isOpen(required)) return true;
    return this.admit({ request, required }, http.getResponse<FastifyReply>());
  }

  private async admit({ request, required }: Attempt, reply: FastifyReply): Promise<true> {
    try {
      const actor = await this.authenticator.identify(request.headers.authorization, {
        address: request.ip,
        requestId: request.id,
      });
      const isAllowed = required !== undefined && mayDo(actor?.role ?? null, required);
      if (!isAllowed && !this.isOpen(required)) throw refusal(actor, required ?? 'admin');
      contextOf(request).actor = actor;
      return true;
    } catch (error) {
      void reply.header('www-authenticate', 'Bearer');
      throw error;
    }
  }

  private isOpen(required: Role | undefined): boolean {
    return required !== undefined && mayDo(this.openRole, required);
  }
}

type Operation = ReturnType<ExecutionContext['getHandler']>;

interface Attempt {
  readonly request: FastifyRequest;
  /** Nobody said what the operation needs: an administrator, then. */
  readonly required: Role | undefined;
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

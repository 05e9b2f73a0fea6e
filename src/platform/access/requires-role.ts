import { applyDecorators } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.js';
import type { ProblemCode } from '../problems/problem.js';
import type { RequiredRole, Role } from './role.js';

/** Name of the scheme in the OpenAPI document. */
export const API_KEY = 'apiKey';

/** Where the OpenAPI document says which role an operation asks for. */
export const ROLE_EXTENSION = 'x-required-role';

/** The role that an operation declares, or undefined. */
export const RequiredRoleMetadata = Reflector.createDecorator<RequiredRole>();

/** Every key that holds may read. */
const FORBIDDEN = { reader: [], planner: ['forbidden'], admin: ['forbidden'] } as const satisfies Record<
  Role,
  readonly ProblemCode[]
>;

/** Who may call an operation. Every operation declares it: the service does not start with one that does not. */
export const RequiresRole = (role: RequiredRole): MethodDecorator =>
  applyDecorators(
    RequiredRoleMetadata(role),
    ApiExtension(ROLE_EXTENSION, role),
    ...(role === 'anyone'
      ? []
      : [
          ApiBearerAuth(API_KEY),
          ApiProblems('unauthorised', ...FORBIDDEN[role], 'too-many-failures'),
          ApiProblems('too-many-requests', 'overloaded', 'time-exceeded', 'stopping', 'database-unavailable'),
        ]),
  );

import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.js';
import { AdministratorGuard } from './administrator.guard.js';

/** Name of the scheme in the OpenAPI document. */
export const ADMINISTRATOR = 'administrator';

/** An operation that only the administrator may call. */
export const ForAdministrator = (): MethodDecorator =>
  applyDecorators(
    UseGuards(AdministratorGuard),
    ApiBearerAuth(ADMINISTRATOR),
    ApiProblems('unauthorised', 'administrator-not-set'),
  );

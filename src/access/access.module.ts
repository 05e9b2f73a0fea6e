import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { Authenticator } from './authenticator.js';
import { DeclaredRoles } from './declared-roles.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [KeysController],
  providers: [
    ApiKeyRepository,
    Authenticator,
    DeclaredRoles,
    KeysService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccessModule {}

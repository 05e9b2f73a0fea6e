import 'reflect-metadata';
import { Controller, Get, Post } from '@nestjs/common';
import { MetadataScanner, Reflector, type DiscoveryService } from '@nestjs/core';
import { RequiresRole } from '../platform/access/requires-role.js';
import { DeclaredRoles } from './declared-roles.js';

@Controller('declared')
class DeclaredController {
  @Get()
  @RequiresRole('reader')
  read(): string {
    return 'read';
  }

  helper(): string {
    return 'no operation';
  }
}

@Controller('forgotten')
class ForgottenController extends DeclaredController {
  @Post()
  write(): string {
    return 'written';
  }
}

const check = (...controllers: readonly object[]) => {
  const discovery = { getControllers: () => controllers.map((metatype) => ({ metatype })) };
  new DeclaredRoles(
    discovery as unknown as DiscoveryService,
    new MetadataScanner(),
    new Reflector(),
  ).onModuleInit();
};

describe('DeclaredRoles', () => {
  it('is content with operations that declare their role', () => {
    expect(() => {
      check(DeclaredController);
    }).not.toThrow();
  });

  it('lets no service start with an operation that declares none, and names it', () => {
    expect(() => {
      check(DeclaredController, ForgottenController);
    }).toThrow('ForgottenController.write: expected @RequiresRole');
  });
});

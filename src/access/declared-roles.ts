import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RequiredRoleMetadata } from '../platform/access/requires-role.js';
import type { RequiredRole } from '../platform/access/role.js';

/** Lets the service start only when every operation says who may call it. */
@Injectable()
export class DeclaredRoles implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Throws an `Error` that names the operations without a role. */
  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ metatype }) => this.undeclared(metatype as Type));
    if (open.length > 0) {
      throw new Error(`${open.join(', ')}: expected @RequiresRole on every operation`);
    }
  }

  private undeclared({ name, prototype }: Type): string[] {
    const methods = prototype as Record<string, () => unknown>;
    return this.scanner
      .getAllMethodNames(methods)
      .filter((method) => isOperation(methods[method]!))
      .filter((method) => !this.declaresRole(methods[method]!))
      .map((method) => `${name}.${method}`);
  }

  private declaresRole(method: () => unknown): boolean {
    return (this.reflector.get(RequiredRoleMetadata, method) as RequiredRole | undefined) !== undefined;
  }
}

const isOperation = (method: () => unknown): boolean => Reflect.hasMetadata(METHOD_METADATA, method);

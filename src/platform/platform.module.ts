import { Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from './configuration.js';
import { UnitOfWork } from './unit-of-work.js';

/** What every module injects. */
@Module({})
export class PlatformModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [{ provide: CONFIGURATION, useValue: configuration }, UnitOfWork],
      exports: [CONFIGURATION, UnitOfWork],
    };
  }
}

import { Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from './configuration.js';
import { HealthController } from './health/health.controller.js';
import { Idempotency } from './idempotency/idempotency.js';
import { Admission } from './limits/admission.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Shutdown } from './shutdown.js';
import { StoredData } from './stored-data/stored-data.js';
import { UnitOfWork } from './unit-of-work.js';

/** What every module injects. */
@Module({})
export class PlatformModule {
  static of(configuration: Configuration): DynamicModule {
    const shared = [
      { provide: CONFIGURATION, useValue: configuration },
      Admission,
      Idempotency,
      Shutdown,
      StoredData,
      UnitOfWork,
    ];
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: shared,
      exports: shared,
    };
  }
}

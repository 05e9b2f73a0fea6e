import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from './access/index.js';
import { AuditModule } from './audit/index.js';
import { BoardsModule } from './boards/index.js';
import { ChartsModule } from './charts/index.js';
import type { ConnectionOptions } from './database/connection.js';
import { servingOptions } from './database/serving-options.js';
import { EstimatesModule } from './estimates/index.js';
import { ExplorerModule } from './explorer/index.js';
import { LinksModule } from './links/index.js';
import { NetworksModule } from './networks/index.js';
import type { Configuration } from './platform/configuration.js';
import { PlatformModule } from './platform/platform.module.js';
import { PlansModule } from './plans/index.js';
import { PruningModule } from './pruning/index.js';
import { RankingsModule } from './rankings/index.js';
import { SplitsModule } from './splits/index.js';

@Module({})
export class AppModule {
  static on(connection: ConnectionOptions, configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ ...servingOptions(connection), retryAttempts: 0 }),
        PlatformModule.of(configuration),
        AccessModule,
        AuditModule,
        BoardsModule,
        ChartsModule,
        EstimatesModule,
        ExplorerModule,
        LinksModule,
        NetworksModule,
        PlansModule,
        PruningModule,
        RankingsModule,
        SplitsModule,
      ],
    };
  }
}

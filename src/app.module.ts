import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BoardsModule } from './boards/index.js';
import type { ConnectionOptions } from './database/connection.js';
import { dataSourceOptions } from './database/data-source-options.js';
import { PlansModule } from './plans/index.js';

@Module({})
export class AppModule {
  static onDatabase(connection: ConnectionOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(connection), retryAttempts: 0 }),
        BoardsModule,
        PlansModule,
      ],
    };
  }
}

import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { ApiKeyEntity } from '../access/index.js';
import { AuditLineEntity } from '../audit/index.js';
import { BoardEntity, BoardVersionEntity, CoefficientSetEntity } from '../boards/index.js';
import { LinkEntity, LinkProfileEntity } from '../links/index.js';
import { NetworkEntity } from '../networks/index.js';
import { PlanEntity } from '../plans/index.js';
import { IdempotentAnswerEntity } from '../platform/idempotency/idempotent-answer.entity.js';
import { DataVersionEntity } from '../platform/stored-data/data-version.entity.js';
import { MIGRATIONS } from '../../migrations/index.js';
import type { ConnectionOptions } from './connection.js';
import { PlantedSeedEntity } from './planted-seed.entity.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** The one description of the database for the service, its migrations and its tests. */
export function dataSourceOptions(connection: ConnectionOptions): PostgresOptions {
  return {
    ...connection,
    type: 'postgres',
    driver: pg,
    applicationName: 'cutpoint',
    entities: [
      ApiKeyEntity,
      AuditLineEntity,
      BoardEntity,
      BoardVersionEntity,
      CoefficientSetEntity,
      DataVersionEntity,
      IdempotentAnswerEntity,
      LinkEntity,
      LinkProfileEntity,
      NetworkEntity,
      PlanEntity,
      PlantedSeedEntity,
    ],
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    synchronize: false,
  };
}

import { DataSource } from 'typeorm';
import { CoefficientSetEntity } from '../../src/boards/index.js';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { prepareDatabase } from '../../src/database/prepare.js';
import { openTestDatabase } from '../support/database.js';

let database: DatabaseConnection;
let dataSource: DataSource;

beforeEach(async () => {
  database = await openTestDatabase();
  await prepareDatabase(database.options);
  dataSource = await new DataSource(dataSourceOptions(database.options)).initialize();
}, 30_000);

afterEach(async () => {
  await dataSource.destroy();
  await database.close();
});

const tables = async (): Promise<string[]> => {
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

describe('the migrations', () => {
  it('make exactly the schema that the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('go back to nothing and forward again on a database with data', async () => {
    const before = await dataSource.manager.find(CoefficientSetEntity, { order: { boardId: 'ASC' } });
    expect(before.length).toBeGreaterThan(0);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(['migration']);
    await prepareDatabase(database.options);
    const after = await dataSource.manager.find(CoefficientSetEntity, { order: { boardId: 'ASC' } });
    const withoutTime = ({ createdAt: _c, activatedAt: _a, ...rest }: CoefficientSetEntity) => rest;
    expect(after.map(withoutTime)).toEqual(before.map(withoutTime));
  });
});

describe('the database', () => {
  it('holds at most one active set for the same board, mode, runtime, precision, batch and boundary', async () => {
    const { createdAt: _, ...set } = await dataSource.manager.findOneByOrFail(CoefficientSetEntity, {
      version: 1,
    });
    const second = { ...set, version: 1000, seed: null };
    await expect(dataSource.manager.insert(CoefficientSetEntity, second)).rejects.toThrow(/one_active/);
    await expect(
      dataSource.manager.insert(CoefficientSetEntity, { ...second, active: false }),
    ).resolves.toBeDefined();
  });

  it('refuses a set without any cost', async () => {
    const { createdAt: _, ...set } = await dataSource.manager.findOneByOrFail(CoefficientSetEntity, {
      version: 1,
    });
    const empty = { ...set, version: 1000, seed: null, active: false, energy: null, latency: null };
    await expect(dataSource.manager.insert(CoefficientSetEntity, empty)).rejects.toThrow(/has_a_cost/);
  });
});

describe('preparing a database', () => {
  it('leaves what an administrator changed as it is', async () => {
    await dataSource.query(`UPDATE board SET name = 'Mine' WHERE id = 'jetson-tx2'`);
    await dataSource.query(`UPDATE coefficient_set SET active = false WHERE board_id = 'jetson-tx2'`);
    await prepareDatabase(database.options);
    expect(await dataSource.query(`SELECT name FROM board WHERE id = 'jetson-tx2'`)).toEqual([
      { name: 'Mine' },
    ]);
    const active = await dataSource.query<unknown[]>(
      `SELECT version FROM coefficient_set WHERE board_id = 'jetson-tx2' AND active`,
    );
    expect(active).toEqual([]);
  });

  /** An embedded database belongs to one process, so there is nothing to take turns with. */
  const onServer = process.env.DATABASE_URL ? it : it.skip;

  onServer('is safe for processes that start together on one server', async () => {
    await dataSource.dropDatabase();
    await Promise.all([1, 2, 3].map(() => prepareDatabase(database.options)));
    expect(await dataSource.manager.count(CoefficientSetEntity)).toBeGreaterThan(0);
  });
});

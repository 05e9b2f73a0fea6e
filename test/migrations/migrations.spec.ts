import { DataSource } from 'typeorm';
import { CoefficientSetEntity } from '../../src/boards/index.js';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { prepareDatabase } from '../../src/database/prepare.js';
import { MIGRATIONS } from '../../migrations/index.js';
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

describe('the versions of boards and links', () => {
  /** Migrations up to those that know no versions. */
  const BEFORE = MIGRATIONS.findIndex(({ name }) => name.startsWith('ApiKeys'));

  const replace = async (table: 'board' | 'link_profile', id: string, key: string) => {
    await dataSource.query(
      `CREATE TEMPORARY TABLE next AS SELECT * FROM ${table}_version WHERE ${key} = $1`,
      [id],
    );
    await dataSource.query(`UPDATE next SET version = 2, name = 'Renamed', created_at = '2026-11-24T12:00Z'`);
    await dataSource.query(`INSERT INTO ${table}_version SELECT * FROM next`);
    await dataSource.query('DROP TABLE next');
    await dataSource.query(`UPDATE ${table} SET version = 2 WHERE id = $1`, [id]);
  };

  it('are left and entered again with the data that holds, as the first version', async () => {
    await replace('board', 'jetson-tx2', 'board_id');
    await replace('link_profile', 'lte', 'id');
    await dataSource.query(`UPDATE board SET deleted_at = now() WHERE id = 'jetson-xavier-nx'`);
    await dataSource.query(`UPDATE link_profile SET deleted_at = now() WHERE id = 'ethernet'`);
    for (const _ of MIGRATIONS.slice(BEFORE)) await dataSource.undoLastMigration();
    const shown = (table: string) =>
      dataSource.query(
        `SELECT id, name, updated_at FROM ${table} WHERE id IN ('jetson-tx2', 'jetson-xavier-nx', 'lte', 'ethernet')`,
      );
    const at = new Date('2026-11-24T12:00Z');
    expect(await shown('board')).toEqual([{ id: 'jetson-tx2', name: 'Renamed', updated_at: at }]);
    expect(await shown('link_profile')).toEqual([{ id: 'lte', name: 'Renamed', updated_at: at }]);
    await prepareDatabase(database.options);
    const versions = await dataSource.query(
      `SELECT board_id AS id, version, name, created_at FROM board_version WHERE board_id IN ('jetson-tx2', 'jetson-xavier-nx')
       UNION SELECT id, version, name, created_at FROM link_profile_version WHERE id IN ('lte', 'ethernet') ORDER BY id`,
    );
    expect(versions).toEqual([
      { id: 'jetson-tx2', version: 1, name: 'Renamed', created_at: at },
      { id: 'lte', version: 1, name: 'Renamed', created_at: at },
    ]);
  });

  it('and lines of the log are never changed or deleted', async () => {
    for (const [table, column] of [
      ['board_version', 'name'],
      ['link_profile_version', 'name'],
      ['audit_line', 'actor'],
    ]) {
      for (const change of [
        `UPDATE ${table} SET ${column} = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(dataSource.query(change)).rejects.toThrow(
          `rows of ${table} are never changed or deleted`,
        );
      }
    }
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
  it('refuses one that a later version brought up to date, and changes nothing', async () => {
    await dataSource.query(
      `INSERT INTO migration (timestamp, name) VALUES (9e12::bigint, 'Later9000000000000')`,
    );
    await dataSource.query(`DELETE FROM planted_seed WHERE name = 'link lte'`);
    await expect(prepareDatabase(database.options)).rejects.toThrow(/Later9000000000000 of a later version/);
    expect(await dataSource.query(`SELECT name FROM planted_seed WHERE name = 'link lte'`)).toEqual([]);
  });

  it('leaves what an administrator changed as it is', async () => {
    await dataSource.query(`UPDATE board SET deleted_at = now() WHERE id = 'jetson-tx2'`);
    await dataSource.query(`UPDATE coefficient_set SET active = false WHERE board_id = 'jetson-tx2'`);
    await prepareDatabase(database.options);
    expect(
      await dataSource.query(
        `SELECT board.version, deleted_at IS NULL AS there FROM board
          JOIN board_version ON board_id = id WHERE id = 'jetson-tx2'`,
      ),
    ).toEqual([{ version: 1, there: false }]);
    const active = await dataSource.query<unknown[]>(
      `SELECT version FROM coefficient_set WHERE board_id = 'jetson-tx2' AND active`,
    );
    expect(active).toEqual([]);
  });

  /** An embedded database belongs to one process, so there is nothing to take turns with. */
  const onServer = process.env.DATABASE_URL ? it : it.skip;

  onServer('is safe for processes that start together on one server', async () => {
    await dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'); // functions and triggers too
    await Promise.all([1, 2, 3].map(() => prepareDatabase(database.options)));
    expect(await dataSource.manager.count(CoefficientSetEntity)).toBeGreaterThan(0);
  });
});

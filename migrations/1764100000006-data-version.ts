import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows processes keep in memory, and which of their changes count. */
const COUNTED = [
  ['board', 'INSERT OR UPDATE OR DELETE'],
  ['coefficient_set', 'INSERT OR UPDATE OR DELETE'],
  ['link_profile', 'INSERT OR UPDATE OR DELETE'],
  ['network', 'UPDATE OR DELETE'],
  ['api_key', 'UPDATE OF role, salt, hash, expires_at, revoked_at OR DELETE'],
] as const;

/**
 * Counts the changes of what processes keep in memory. At the end of a transaction, so that changes wait for
 * each other there alone, and whoever sees a count sees all changes up to it.
 */
export class DataVersion1764100000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE data_version (id integer PRIMARY KEY, value bigint NOT NULL)');
    await queryRunner.query('INSERT INTO data_version VALUES (1, 0)');
    await queryRunner.query(`
      CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE data_version SET value = value + 1;
        RETURN NULL;
      END $$`);
    for (const [table, changes] of COUNTED) {
      await queryRunner.query(`
        CREATE CONSTRAINT TRIGGER ${table}_counted AFTER ${changes} ON ${table}
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change()`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of COUNTED) await queryRunner.query(`DROP TRIGGER ${table}_counted ON ${table}`);
    await queryRunner.query('DROP FUNCTION count_change');
    await queryRunner.query('DROP TABLE data_version');
  }
}

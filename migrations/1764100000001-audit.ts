import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what; rows that the database itself refuses to change. */
export class Audit1764100000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_line (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        key_id text,
        actor text NOT NULL,
        request_id text,
        action text NOT NULL,
        resource text NOT NULL,
        resource_id text NOT NULL,
        before json,
        after json
      )`);
    await queryRunner.query('CREATE INDEX audit_line_by_resource ON audit_line (resource, resource_id, id)');
    await queryRunner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_line');
    await queryRunner.query('DROP FUNCTION refuse_change');
  }
}

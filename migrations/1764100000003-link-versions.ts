import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As for boards: what is said of a link becomes a version that never changes. */
export class LinkVersions1764100000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE link_profile_version (
        id text NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        uplink jsonb NOT NULL,
        downlink jsonb NOT NULL,
        round_trip_ms double precision,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (id, version),
        CONSTRAINT link_profile_version_link FOREIGN KEY (id) REFERENCES link_profile (id)
      )`);
    await queryRunner.query(`
      INSERT INTO link_profile_version (id, version, name, uplink, downlink, round_trip_ms, created_at)
        SELECT id, 1, name, uplink, downlink, round_trip_ms, updated_at FROM link_profile`);
    await queryRunner.query(`
      CREATE TRIGGER link_profile_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON link_profile_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      ALTER TABLE link_profile
        DROP COLUMN name, DROP COLUMN uplink, DROP COLUMN downlink, DROP COLUMN round_trip_ms,
        DROP COLUMN created_at, DROP COLUMN updated_at,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN deleted_at timestamptz`);
    await queryRunner.query('ALTER TABLE link_profile ALTER COLUMN version DROP DEFAULT');
  }

  /** Earlier versions of links are lost, and links that were deleted are gone. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER link_profile_version_append_only ON link_profile_version');
    await queryRunner.query(`
      ALTER TABLE link_profile
        ADD COLUMN name text, ADD COLUMN uplink jsonb, ADD COLUMN downlink jsonb,
        ADD COLUMN round_trip_ms double precision,
        ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`);
    await queryRunner.query(`
      UPDATE link_profile SET (name, uplink, downlink, round_trip_ms, updated_at) =
        (SELECT name, uplink, downlink, round_trip_ms, created_at FROM link_profile_version AS of_link
          WHERE of_link.id = link_profile.id AND of_link.version = link_profile.version)`);
    await queryRunner.query(`
      UPDATE link_profile SET created_at =
        (SELECT min(created_at) FROM link_profile_version AS of_link WHERE of_link.id = link_profile.id)`);
    await queryRunner.query('DROP TABLE link_profile_version');
    await queryRunner.query('DELETE FROM link_profile WHERE deleted_at IS NOT NULL');
    await queryRunner.query(`
      ALTER TABLE link_profile
        ALTER COLUMN name SET NOT NULL, ALTER COLUMN uplink SET NOT NULL, ALTER COLUMN downlink SET NOT NULL,
        DROP COLUMN version, DROP COLUMN deleted_at`);
  }
}

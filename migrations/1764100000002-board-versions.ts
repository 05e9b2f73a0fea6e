import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROFILE = `name, memory_bytes, memory_source, memory_bandwidth_bytes_per_s, memory_bandwidth_source, peak_rates,
  idle_power_w, idle_power_source, power_modes, power_modes_source`;

/** What is said of a board becomes a version that never changes; the board says which one holds. */
export class BoardVersions1764100000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE board_version (
        board_id text NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        memory_bytes double precision,
        memory_source text,
        memory_bandwidth_bytes_per_s double precision,
        memory_bandwidth_source text,
        peak_rates jsonb NOT NULL,
        idle_power_w double precision,
        idle_power_source text,
        power_modes text[] NOT NULL,
        power_modes_source text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (board_id, version),
        CONSTRAINT board_version_board FOREIGN KEY (board_id) REFERENCES board (id)
      )`);
    await queryRunner.query(`
      INSERT INTO board_version (board_id, version, ${PROFILE}, created_at)
        SELECT id, 1, ${PROFILE}, updated_at FROM board`);
    await queryRunner.query(`
      CREATE TRIGGER board_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON board_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      ALTER TABLE board ${drop(PROFILE)}, DROP COLUMN updated_at,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN state integer NOT NULL DEFAULT 1,
        ADD COLUMN deleted_at timestamptz`);
    await queryRunner.query(`
      ALTER TABLE board ALTER COLUMN version DROP DEFAULT, ALTER COLUMN state DROP DEFAULT`);
  }

  /** Earlier versions of boards are lost, and boards that were deleted are gone with their sets. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER board_version_append_only ON board_version');
    await queryRunner.query(`
      ALTER TABLE board
        ADD COLUMN name text,
        ADD COLUMN memory_bytes double precision,
        ADD COLUMN memory_source text,
        ADD COLUMN memory_bandwidth_bytes_per_s double precision,
        ADD COLUMN memory_bandwidth_source text,
        ADD COLUMN peak_rates jsonb,
        ADD COLUMN idle_power_w double precision,
        ADD COLUMN idle_power_source text,
        ADD COLUMN power_modes text[],
        ADD COLUMN power_modes_source text,
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`);
    await queryRunner.query(`
      UPDATE board SET (${PROFILE}, updated_at) =
        (SELECT ${PROFILE}, created_at FROM board_version WHERE board_id = id AND board_version.version = board.version)`);
    await queryRunner.query('DROP TABLE board_version');
    await queryRunner.query(`
      DELETE FROM coefficient_set USING board WHERE board.id = board_id AND deleted_at IS NOT NULL`);
    await queryRunner.query('DELETE FROM board WHERE deleted_at IS NOT NULL');
    await queryRunner.query(`
      ALTER TABLE board
        ALTER COLUMN name SET NOT NULL, ALTER COLUMN peak_rates SET NOT NULL,
        ALTER COLUMN power_modes SET NOT NULL, ALTER COLUMN power_modes_source SET NOT NULL,
        DROP COLUMN version, DROP COLUMN state, DROP COLUMN deleted_at`);
  }
}

const drop = (columns: string): string =>
  columns
    .split(',')
    .map((column) => `DROP COLUMN ${column.trim()}`)
    .join(', ');

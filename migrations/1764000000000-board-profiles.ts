import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When boards were changed, which sets were ever active, and which seeds were ever planted. */
export class BoardProfiles1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE board
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`);
    await queryRunner.query('ALTER TABLE coefficient_set ADD COLUMN activated_at timestamptz');
    await queryRunner.query('UPDATE coefficient_set SET activated_at = created_at WHERE active');
    await queryRunner.query('CREATE TABLE planted_seed (name text PRIMARY KEY)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE planted_seed');
    await queryRunner.query('ALTER TABLE coefficient_set DROP COLUMN activated_at');
    await queryRunner.query(`
      ALTER TABLE board
        DROP COLUMN updated_at`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deleted network stays for the plans that name it. */
export class DeletedNetworks1764100000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE network ADD COLUMN deleted_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM network WHERE deleted_at IS NOT NULL');
    await queryRunner.query('ALTER TABLE network DROP COLUMN deleted_at');
  }
}

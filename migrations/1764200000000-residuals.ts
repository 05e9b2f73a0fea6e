import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a calibration made of each measurement, kept with the set that it fitted. */
export class Residuals1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE coefficient_set ADD residuals text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE coefficient_set DROP COLUMN residuals');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A plan can be computed from measurements or coefficients of its request alone. */
export class PlansWithoutBoards1764000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE plan ALTER COLUMN device DROP NOT NULL, ALTER COLUMN edge DROP NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE plan SET device = coalesce(device, ''), edge = coalesce(edge, '')`);
    await queryRunner.query(
      'ALTER TABLE plan ALTER COLUMN device SET NOT NULL, ALTER COLUMN edge SET NOT NULL',
    );
  }
}

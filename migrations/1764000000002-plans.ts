import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plans1764000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE plan (
        id text PRIMARY KEY,
        network text NOT NULL,
        device text NOT NULL,
        edge text NOT NULL,
        objective text NOT NULL,
        request json NOT NULL,
        answer json NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX plan_by_time ON plan (created_at, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE plan');
  }
}

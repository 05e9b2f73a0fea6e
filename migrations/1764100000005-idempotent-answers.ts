import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotentAnswers1764100000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE idempotent_answer (
        id text PRIMARY KEY,
        fingerprint text NOT NULL,
        status integer,
        headers json,
        body bytea,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX idempotent_answer_by_time ON idempotent_answer (created_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE idempotent_answer');
  }
}

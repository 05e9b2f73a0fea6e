import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Networks1763900000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE network (
        id text PRIMARY KEY,
        name text NOT NULL,
        origin text NOT NULL,
        definition json,
        model_sha256 text,
        layer_count integer NOT NULL,
        macs bigint NOT NULL,
        weights bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX network_by_name ON network (name, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE network');
  }
}

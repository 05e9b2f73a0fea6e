import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LinkProfiles1764000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE link_profile (
        id text PRIMARY KEY,
        name text NOT NULL,
        uplink jsonb NOT NULL,
        downlink jsonb NOT NULL,
        round_trip_ms double precision,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE link_profile');
  }
}

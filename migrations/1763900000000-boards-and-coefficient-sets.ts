import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BoardsAndCoefficientSets1763900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE board (
        id text PRIMARY KEY,
        name text NOT NULL,
        memory_bytes double precision,
        memory_source text,
        memory_bandwidth_bytes_per_s double precision,
        memory_bandwidth_source text,
        peak_rates jsonb NOT NULL,
        idle_power_w double precision,
        idle_power_source text,
        power_modes text[] NOT NULL,
        power_modes_source text NOT NULL
      )`);
    await queryRunner.query(`
      CREATE TABLE coefficient_set (
        board_id text NOT NULL,
        version integer NOT NULL,
        power_mode text NOT NULL,
        runtime text NOT NULL,
        precision text NOT NULL,
        batch integer NOT NULL,
        boundary text NOT NULL,
        fuses_activations boolean NOT NULL,
        energy jsonb,
        latency jsonb,
        provenance text NOT NULL,
        source text NOT NULL,
        quality text NOT NULL,
        date date NOT NULL,
        seed text,
        active boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (board_id, version),
        CONSTRAINT coefficient_set_seed UNIQUE (seed),
        CONSTRAINT coefficient_set_board FOREIGN KEY (board_id) REFERENCES board (id),
        CONSTRAINT coefficient_set_has_a_cost CHECK (energy IS NOT NULL OR latency IS NOT NULL)
      )`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX coefficient_set_one_active
        ON coefficient_set (board_id, power_mode, runtime, precision, batch, boundary)
        WHERE active`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE coefficient_set');
    await queryRunner.query('DROP TABLE board');
  }
}

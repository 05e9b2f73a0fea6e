import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { PeakRate } from './board.js';

/** A row of `board`. */
@Entity({ name: 'board' })
export class BoardEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Null when unknown. */
  @Column({ name: 'memory_bytes', type: 'float8', nullable: true })
  memoryBytes!: number | null;

  @Column({ name: 'memory_source', type: 'text', nullable: true })
  memorySource!: string | null;

  /** Null when unknown. */
  @Column({ name: 'memory_bandwidth_bytes_per_s', type: 'float8', nullable: true })
  memoryBandwidthBytesPerS!: number | null;

  @Column({ name: 'memory_bandwidth_source', type: 'text', nullable: true })
  memoryBandwidthSource!: string | null;

  @Column({ name: 'peak_rates', type: 'jsonb' })
  peakRates!: PeakRate[];

  /** Null when unknown. */
  @Column({ name: 'idle_power_w', type: 'float8', nullable: true })
  idlePowerW!: number | null;

  @Column({ name: 'idle_power_source', type: 'text', nullable: true })
  idlePowerSource!: string | null;

  @Column({ name: 'power_modes', type: 'text', array: true })
  powerModes!: string[];

  @Column({ name: 'power_modes_source', type: 'text' })
  powerModesSource!: string;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

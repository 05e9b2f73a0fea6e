import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import type { PeakRate } from './board.js';

/** A row of `board`: which version of it holds. It stays when the board is deleted, for the plans that name it. */
@Entity({ name: 'board' })
export class BoardEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** The version that holds. */
  @Column({ type: 'integer' })
  version!: number;

  /** Counts the changes of the board and of which sets of it are active. */
  @Column({ type: 'integer' })
  state!: number;

  /** Null while there is the board. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;
}

/** A row of `board_version`: what an administrator said of a board; written once, never changed. */
@Entity({ name: 'board_version' })
export class BoardVersionEntity {
  @PrimaryColumn({ name: 'board_id', type: 'text' })
  boardId!: string;

  /** Counts the versions of the board from 1. */
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @ManyToOne(() => BoardEntity, { nullable: false })
  @JoinColumn({ name: 'board_id', foreignKeyConstraintName: 'board_version_board' })
  board?: Relation<BoardEntity>;

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

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

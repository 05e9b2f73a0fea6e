import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import type { Boundary, FittedCost, Precision, Provenance, Quality } from '../../core/index.js';
import { BoardEntity } from '../board.entity.js';

/** A row of `coefficient_set`: written once, never changed but for which one is active. */
@Entity({ name: 'coefficient_set' })
@Index('coefficient_set_one_active', ['boardId', 'powerMode', 'runtime', 'precision', 'batch', 'boundary'], {
  unique: true,
  where: 'active',
})
@Check('coefficient_set_has_a_cost', 'energy IS NOT NULL OR latency IS NOT NULL')
export class CoefficientSetEntity {
  @PrimaryColumn({ name: 'board_id', type: 'text' })
  boardId!: string;

  /** Counts the sets of the board from 1. */
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @ManyToOne(() => BoardEntity, { nullable: false })
  @JoinColumn({ name: 'board_id', foreignKeyConstraintName: 'coefficient_set_board' })
  board?: Relation<BoardEntity>;

  @Column({ name: 'power_mode', type: 'text' })
  powerMode!: string;

  @Column({ type: 'text' })
  runtime!: string;

  @Column({ type: 'text' })
  precision!: Precision;

  @Column({ type: 'integer' })
  batch!: number;

  @Column({ type: 'text' })
  boundary!: Boundary;

  @Column({ name: 'fuses_activations', type: 'boolean' })
  fusesActivations!: boolean;

  /** Null when it was not measured. */
  @Column({ type: 'jsonb', nullable: true })
  energy!: FittedCost | null;

  /** Null when it was not measured. */
  @Column({ type: 'jsonb', nullable: true })
  latency!: FittedCost | null;

  @Column({ type: 'text' })
  provenance!: Provenance;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'text' })
  quality!: Quality;

  /** Day of the fit or of the entry. */
  @Column({ type: 'date' })
  date!: string;

  /** Which seed planted it; null for a set that somebody made here. */
  @Column({ type: 'text', nullable: true, unique: true })
  seed!: string | null;

  @Column({ type: 'boolean' })
  active!: boolean;

  /** When it last became active; null for a draft. */
  @Column({ name: 'activated_at', type: 'timestamptz', nullable: true })
  activatedAt!: Date | null;

  /**
   * Of a set that was calibrated here: what it makes of each measurement, a list of `MeasurementResidualDto` as it is
   * given out. Not read with the set: there may be thousands.
   */
  @Column({ type: 'text', nullable: true, select: false })
  residuals?: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

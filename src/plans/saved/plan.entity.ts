import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PlanAnswerDto } from '../plan-answer.dto.js';
import type { PlanRequestDto } from '../plan-request.dto.js';

/** A row of `plan`: written once, never changed. */
@Entity({ name: 'plan' })
@Index('plan_by_time', ['createdAt', 'id'])
export class PlanEntity {
  /** Hash of request and answer, which names the versions that it was computed with. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Name of the network. */
  @Column({ type: 'text' })
  network!: string;

  /** Identifier of the board; null where the request says all. */
  @Column({ type: 'text', nullable: true })
  device!: string | null;

  /** Identifier of the board; null where the request says all. */
  @Column({ type: 'text', nullable: true })
  edge!: string | null;

  @Column({ type: 'text' })
  objective!: string;

  /** With its defaults filled in. As text rather than as binary JSON: names may hold any character. */
  @Column({ type: 'json' })
  request!: PlanRequestDto;

  /** As text, so that it is given out byte for byte. */
  @Column({ type: 'json' })
  answer!: PlanAnswerDto;

  /** To the millisecond, which a cursor can hold exactly. */
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

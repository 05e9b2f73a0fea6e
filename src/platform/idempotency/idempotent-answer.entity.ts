import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** A row of `idempotent_answer`: what a request with an Idempotency-Key was answered, kept for a day. */
@Entity({ name: 'idempotent_answer' })
@Index('idempotent_answer_by_time', ['createdAt'])
export class IdempotentAnswerEntity {
  /** Hash of whoever made the request and of its Idempotency-Key. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Hash of the request. */
  @Column({ type: 'text' })
  fingerprint!: string;

  /** Null within the transaction alone that writes the row. */
  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  @Column({ type: 'json', nullable: true })
  headers!: Record<string, string> | null;

  /** Sealed with the key of whoever made the request, for an answer may hold a secret. */
  @Column({ type: 'bytea', nullable: true })
  body!: Buffer | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Action, ChangedResource } from './change.js';

/** A row of `audit_line`: the database refuses to change or delete it. */
@Entity({ name: 'audit_line' })
@Index('audit_line_by_resource', ['resource', 'resourceId', 'id'])
export class AuditLineEntity {
  /** Counts up; a text, as the driver gives integers of 8 bytes. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  at!: Date;

  /** Null for a key that is in no table. */
  @Column({ name: 'key_id', type: 'text', nullable: true })
  keyId!: string | null;

  /** Name of the key. */
  @Column({ type: 'text' })
  actor!: string;

  /** Null for what no request asked for. */
  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  @Column({ type: 'text' })
  action!: Action;

  @Column({ type: 'text' })
  resource!: ChangedResource;

  @Column({ name: 'resource_id', type: 'text' })
  resourceId!: string;

  /** As text rather than as binary JSON: names may hold any character. Null where there was nothing. */
  @Column({ type: 'json', nullable: true })
  before!: object | null;

  /** Null where there is nothing any more. */
  @Column({ type: 'json', nullable: true })
  after!: object | null;
}

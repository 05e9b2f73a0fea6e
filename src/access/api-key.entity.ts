import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../platform/access/role.js';

/** A row of `api_key`: kept when the key is revoked, so that the audit log stays readable. */
@Entity({ name: 'api_key' })
@Check('api_key_role', "role IN ('reader', 'planner', 'admin')")
export class ApiKeyEntity {
  /** The part of a key that is no secret. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'bytea' })
  salt!: Buffer;

  /** SHA-256 of salt and secret. */
  @Column({ type: 'bytea' })
  hash!: Buffer;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Null when it does not expire. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  /** To the minute; null when it was never used. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  /** Null while it holds. */
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

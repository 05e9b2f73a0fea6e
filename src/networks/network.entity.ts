import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NetworkDefinition } from '../core/index.js';
import type { NetworkOrigin } from './stored-network.js';

/** Counts beyond 2^31 are 8-byte integers in the database, and exact doubles here. */
const exactInteger = {
  to: (value: number): number => value,
  from: (value: string): number => Number(value),
};

/** A row of `network`: written once, never changed but for being deleted. */
@Entity({ name: 'network' })
@Index('network_by_name', ['name', 'id'])
export class NetworkEntity {
  /** Identifier in the zoo, or hash of the content. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  origin!: NetworkOrigin;

  /** As text rather than as binary JSON: names of an imported model may hold any character. Null for the zoo. */
  @Column({ type: 'json', nullable: true })
  definition!: NetworkDefinition | null;

  /** SHA-256 of the model file that it was imported from; null for any other. */
  @Column({ name: 'model_sha256', type: 'text', nullable: true })
  modelSha256!: string | null;

  @Column({ name: 'layer_count', type: 'integer' })
  layerCount!: number;

  @Column({ type: 'bigint', transformer: exactInteger })
  macs!: number;

  @Column({ type: 'bigint', transformer: exactInteger })
  weights!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Null while it can be found; a deleted one stays for the plans that name it. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;
}

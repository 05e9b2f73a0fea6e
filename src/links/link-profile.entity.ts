import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** One direction of a link, in the units of requests. */
export interface ChannelProfile {
  /** Null when a plan's request has to say it. */
  readonly rateMbps: number | null;
  /** Null when unknown: then it is not counted. */
  readonly radioBaseMw: number | null;
  readonly radioSlopeMwPerMbps: number;
  /** Rates at which the radio power was measured; null when unknown. */
  readonly measuredMbps: { readonly minMbps: number; readonly maxMbps: number } | null;
  /** Where the figures come from and what is missing from them. */
  readonly source: string;
}

/** A row of `link_profile`. */
@Entity({ name: 'link_profile' })
export class LinkProfileEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** From the device to the edge. */
  @Column({ type: 'jsonb' })
  uplink!: ChannelProfile;

  /** From the edge to the device. */
  @Column({ type: 'jsonb' })
  downlink!: ChannelProfile;

  /** Null when a plan's request has to say it. */
  @Column({ name: 'round_trip_ms', type: 'float8', nullable: true })
  roundTripMs!: number | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** A link profile without what the database adds. */
export type LinkProfile = Omit<LinkProfileEntity, 'createdAt' | 'updatedAt'>;

import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';

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

/** A row of `link_profile`: which version of it holds. It stays when the link is deleted, for the plans that name it. */
@Entity({ name: 'link_profile' })
export class LinkEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** The version that holds. */
  @Column({ type: 'integer' })
  version!: number;

  /** Null while there is the link. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;
}

/** A row of `link_profile_version`: what an administrator said of a link; written once, never changed. */
@Entity({ name: 'link_profile_version' })
export class LinkProfileEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Counts the versions of the link from 1. */
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @ManyToOne(() => LinkEntity, { nullable: false })
  @JoinColumn({ name: 'id', foreignKeyConstraintName: 'link_profile_version_link' })
  link?: Relation<LinkEntity>;

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
}

/** A link profile without what the database adds. */
export type LinkProfile = Omit<LinkProfileEntity, 'version' | 'link' | 'createdAt'>;

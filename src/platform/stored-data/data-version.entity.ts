import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row of `data_version`: triggers count in it every change of boards, sets, links, networks and keys. */
@Entity({ name: 'data_version' })
export class DataVersionEntity {
  /** Always 1. */
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  /** As the driver gives integers of 8 bytes. */
  @Column({ type: 'bigint' })
  value!: string;
}

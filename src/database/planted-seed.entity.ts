import { Entity, PrimaryColumn } from 'typeorm';

/** A row of `planted_seed`: something that came with the program and was put into the database once. */
@Entity({ name: 'planted_seed' })
export class PlantedSeedEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;
}

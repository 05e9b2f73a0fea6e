import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { LinkProfileEntity, type LinkProfile } from './link-profile.entity.js';

@Injectable()
export class LinkProfileRepository {
  constructor(@InjectRepository(LinkProfileEntity) private readonly links: Repository<LinkProfileEntity>) {}

  findAll(): Promise<LinkProfileEntity[]> {
    return this.links.find({ order: { id: 'ASC' } });
  }

  find(id: string): Promise<LinkProfileEntity | null> {
    return this.links.findOneBy({ id });
  }

  /** False when there is a link of that identifier already. */
  async insert(link: LinkProfile): Promise<boolean> {
    const result = await this.links
      .createQueryBuilder()
      .insert()
      .values(link)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  /** False when there is no such link. */
  async replace(link: LinkProfile): Promise<boolean> {
    const { affected } = await this.links.update({ id: link.id }, link);
    return affected === 1;
  }

  /** False when there is no such link. */
  async remove(id: string): Promise<boolean> {
    const { affected } = await this.links.delete({ id });
    return affected === 1;
  }
}

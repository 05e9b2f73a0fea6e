import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { PlanEntity } from './plan.entity.js';

/** The place in the list behind which a page begins. */
export type PageStart = Pick<PlanEntity, 'createdAt' | 'id'>;

/** A plan of a list: without its request and answer. */
export type ListedPlan = Omit<PlanEntity, 'request' | 'answer'>;

@Injectable()
export class PlanRepository {
  constructor(@InjectRepository(PlanEntity) private readonly plans: Repository<PlanEntity>) {}

  /** The newest first, then by identifier. */
  async findPage(after: PageStart | undefined, limit: number): Promise<ListedPlan[]> {
    const query = this.plans
      .createQueryBuilder('plan')
      .select(['id', 'network', 'device', 'edge', 'objective', 'createdAt'].map((field) => `plan.${field}`))
      .orderBy('plan.createdAt', 'DESC')
      .addOrderBy('plan.id', 'DESC')
      .limit(limit);
    if (after !== undefined) query.where('(plan.createdAt, plan.id) < (:createdAt, :id)', after);
    return query.getMany();
  }

  /** The text of the answer; null when there is no such plan. */
  async findAnswer(id: string): Promise<string | null> {
    const found = await this.plans
      .createQueryBuilder('plan')
      .select('plan.answer::text', 'answer')
      .where('plan.id = :id', { id })
      .getRawOne<{ answer: string }>();
    return found?.answer ?? null;
  }

  /** Stores a plan unless it is there already; says whether it was new. */
  async insert(plan: Omit<PlanEntity, 'createdAt'>): Promise<boolean> {
    const result = await this.plans
      .createQueryBuilder()
      .insert()
      .values(plan)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }
}

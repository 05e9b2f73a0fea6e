import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { PlanEntity } from './plan.entity.js';

/** The place in the list behind which a page begins. */
export type PageStart = Pick<PlanEntity, 'createdAt' | 'id'>;

/** A plan of a list: without its request and answer. */
export type ListedPlan = Omit<PlanEntity, 'request' | 'answer'>;

@Injectable()
export class PlanRepository {
  constructor(private readonly work: UnitOfWork) {}

  /** The newest first, then by identifier. */
  async findPage(after: PageStart | undefined, limit: number): Promise<ListedPlan[]> {
    const query = this.work.manager
      .createQueryBuilder(PlanEntity, 'plan')
      .select(['id', 'network', 'device', 'edge', 'objective', 'createdAt'].map((field) => `plan.${field}`))
      .orderBy('plan.createdAt', 'DESC')
      .addOrderBy('plan.id', 'DESC')
      .limit(limit);
    if (after !== undefined) query.where('(plan.createdAt, plan.id) < (:createdAt, :id)', after);
    return query.getMany();
  }

  /** Request and answer; null when there is no such plan. */
  findPlan(id: string): Promise<Pick<PlanEntity, 'request' | 'answer'> | null> {
    return this.work.manager
      .createQueryBuilder(PlanEntity, 'plan')
      .select(['plan.id', 'plan.request', 'plan.answer'])
      .where('plan.id = :id', { id })
      .getOne();
  }

  /** The text of the answer; null when there is no such plan. */
  async findAnswer(id: string): Promise<string | null> {
    const found = await this.work.manager
      .createQueryBuilder(PlanEntity, 'plan')
      .select('plan.answer::text', 'answer')
      .where('plan.id = :id', { id })
      .getRawOne<{ answer: string }>();
    return found?.answer ?? null;
  }

  /** Stores a plan unless it is there already; says whether it was new. */
  insert(plan: Omit<PlanEntity, 'createdAt'>): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const result = await transaction
        .createQueryBuilder()
        .insert()
        .into(PlanEntity)
        .values(plan)
        .orIgnore()
        .returning('id')
        .execute();
      return (result.raw as unknown[]).length > 0;
    });
  }
}

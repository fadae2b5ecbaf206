import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { SubscriptionGroup } from './subscription-group.entity.js';

/** The only access to `subscription_group`, but for the join that finds senders. */
@Injectable()
export class SubscriptionGroupRepository {
  /** @throws the unique violation `subscription_group_name_unique` when the name is taken */
  async add(work: UnitOfWork, group: SubscriptionGroup): Promise<void> {
    await work.manager.insert(SubscriptionGroup, group);
  }

  /** Writes every column of a group that exists. @throws as `add` */
  async change(work: UnitOfWork, group: SubscriptionGroup): Promise<void> {
    const { workspaceId, id } = group;
    await work.manager.update(SubscriptionGroup, { workspaceId, id }, group);
  }

  /** Locks the group, so that two changes of it take turns. */
  findForChange(work: UnitOfWork, workspaceId: string, id: string): Promise<SubscriptionGroup | null> {
    return work.manager.findOne(SubscriptionGroup, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The groups with these ids, by id. */
  async findMany(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, SubscriptionGroup>> {
    if (ids.length === 0) return new Map();
    const groups = await work.manager.findBy(SubscriptionGroup, { workspaceId, id: In([...new Set(ids)]) });
    return new Map(groups.map((group) => [group.id, group]));
  }

  /** Newest first. @param before id of the last group of the page before */
  list(work: UnitOfWork, workspaceId: string, limit: number, before: string | null): Promise<SubscriptionGroup[]> {
    return work.manager.find(SubscriptionGroup, {
      where: { workspaceId, ...(before === null ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { ErasureRecorded, PeopleErased } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { EventRepository } from './event.repository.js';
import { PurchaseRepository } from './purchase.repository.js';

/** Forgets what deleted people did. */
@Injectable()
export class EraseEventsWhenPeopleErased {
  constructor(
    private readonly events: EventRepository,
    private readonly purchases: PurchaseRepository,
  ) {}

  @Handles(PeopleErased)
  async handle({ work, workspaceId, brazeIds }: PeopleErased): Promise<ErasureRecorded> {
    await this.events.erase(work, workspaceId, brazeIds);
    await this.purchases.erase(work, workspaceId, brazeIds);
    return new ErasureRecorded(work);
  }
}

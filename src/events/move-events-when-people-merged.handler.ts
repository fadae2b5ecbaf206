import { Injectable } from '@nestjs/common';
import { MergeRecorded, PeopleMerged } from '../contracts/profile/people-merged.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { EventRepository } from './event.repository.js';
import { finalOwners } from './merged-profiles.js';
import { PurchaseRepository } from './purchase.repository.js';

/** Gives what gone profiles did to those they became one with. */
@Injectable()
export class MoveEventsWhenPeopleMerged {
  constructor(
    private readonly events: EventRepository,
    private readonly purchases: PurchaseRepository,
  ) {}

  @Handles(PeopleMerged)
  async handle({ work, people }: PeopleMerged): Promise<MergeRecorded> {
    const moves = finalOwners(people.merged);
    await this.events.move(work, people.workspaceId, moves);
    await this.purchases.move(work, people.workspaceId, moves);
    return new MergeRecorded(work);
  }
}

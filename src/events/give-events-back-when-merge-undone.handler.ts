import { Injectable } from '@nestjs/common';
import { MergeUndone, UndoRecorded } from '../contracts/profile/merge-undone.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { EventRepository } from './event.repository.js';
import { PurchaseRepository } from './purchase.repository.js';

/** Gives what a returning profile had done back to it. */
@Injectable()
export class GiveEventsBackWhenMergeUndone {
  constructor(
    private readonly events: EventRepository,
    private readonly purchases: PurchaseRepository,
  ) {}

  @Handles(MergeUndone)
  async handle({ work, merge }: MergeUndone): Promise<UndoRecorded> {
    await this.events.giveBack(work, merge);
    await this.purchases.giveBack(work, merge);
    return new UndoRecorded(work);
  }
}

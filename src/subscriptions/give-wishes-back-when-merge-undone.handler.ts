import { Injectable } from '@nestjs/common';
import { MergeUndone } from '../contracts/profile/merge-undone.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { GroupWishRepository } from './group-wish.repository.js';

/** Gives two profiles what they wished before they were merged. */
@Injectable()
export class GiveWishesBackWhenMergeUndone {
  constructor(private readonly wishes: GroupWishRepository) {}

  @Handles(MergeUndone)
  async handle({ work, merge }: MergeUndone): Promise<void> {
    await this.wishes.lock(work, [merge.keptId, merge.goneId]);
    await this.wishes.giveBack(work, merge);
  }
}

import { Injectable } from '@nestjs/common';
import { ConsentRestored, OptOutsRefuted } from '../contracts/review/opt-outs-refuted.event.js';
import { Conflict, NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Principal } from '../kernel/http/principal.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import type { Review } from './review.js';
import { ReviewRepository } from './review.repository.js';

/** What somebody makes of an inferred opt-out. */
export interface Verdict {
  readonly status: 'confirmed' | 'undone';
  readonly reason: string | null;
}

/** Settles a review, together with the consent it is about, or not at all. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
    private readonly reviews: ReviewRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFound
   * @throws Conflict when it is decided already, or when there is nothing left to undo
   */
  run({ workspaceId, keyId }: Principal, id: string, { status, reason }: Verdict): Promise<Review> {
    return this.transactions.run(async (work) => {
      const review = await this.reviews.findForDecision(work, workspaceId, id);
      if (review === null) throw new NotFound('There is no review with this id');
      if (review.status !== 'open') throw new Conflict(`This review is ${review.status} already`);
      if (status === 'undone') await this.restore(work, review, keyId);
      const decided = { ...review, status, decidedAt: this.clock.now(), decidedBy: keyId, reason };
      await this.reviews.saveDecision(work, decided);
      return decided;
    });
  }

  private async restore(work: UnitOfWork, { workspaceId, consentChangeId }: Review, actor: string): Promise<void> {
    const refuted = new OptOutsRefuted(work, workspaceId, [{ changeId: consentChangeId, actor }]);
    const { restorations } = await this.dispatcher.run(refuted, ConsentRestored);
    switch (restorations[0]?.outcome) {
      case 'restored':
        return;
      case 'overtaken':
        throw new Conflict(
          'The consent of this number changed since, so the opt-out cannot be undone; confirm it instead',
        );
      default:
        throw new Conflict('The opt-out is not in the history any more, so it cannot be undone');
    }
  }
}

import { Injectable } from '@nestjs/common';
import {
  type CountedSilence,
  SilenceCounted,
  SilenceReviewed,
} from '../contracts/clarification/questions-unanswered.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { Ids } from '../kernel/ids.js';
import { dueOn, leftBy } from './review-rules.js';
import type { NewReview } from './review.js';
import { ReviewRepository } from './review.repository.js';

/** Puts opt-outs by silence into the queue: nobody said so, so somebody should read the text again. */
@Injectable()
export class OpenReviewsWhenSilenceCounted {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly ids: Ids,
  ) {}

  @Handles(SilenceCounted)
  handle({ work, workspaceId, counted }: SilenceCounted): SilenceReviewed {
    this.reviews.addMany(
      work,
      counted.flatMap((silence) => this.reviewOf(workspaceId, silence)),
    );
    return new SilenceReviewed(work);
  }

  private reviewOf(workspaceId: string, { question, consent }: CountedSilence): NewReview[] {
    const { changeId } = consent;
    if (changeId === null || !leftBy(consent)) return [];
    const { inboundMessageId, groupId, reason, score, language, keywordSetVersion, receivedAt } = question;
    return [
      {
        ...{ workspaceId, id: this.ids.uuid(), inboundMessageId, groupId, consentChangeId: changeId },
        ...{ category: 'suspected_opt_out', rule: reason, score, language, keywordSetVersion },
        receivedAt,
        // The clock began with the text, not with our question.
        dueOn: dueOn(receivedAt),
      },
    ];
  }
}

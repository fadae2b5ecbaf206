import { Injectable } from '@nestjs/common';
import { ConsentDecided, type DecidedMessage } from '../contracts/inbound/5-consent-decided.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { Ids } from '../kernel/ids.js';
import { dueOn, needsReview } from './review-rules.js';
import type { NewReview } from './review.js';
import { ReviewRepository } from './review.repository.js';

/** Puts inferred opt-outs into the queue. An observer: the road goes on without its answer. */
@Injectable()
export class OpenReviewsWhenConsentDecided {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly ids: Ids,
  ) {}

  @Handles(ConsentDecided)
  handle({ work, messages }: ConsentDecided): void {
    const inferred = messages.filter(needsReview);
    this.reviews.addMany(
      work,
      inferred.flatMap((message) => this.reviewOf(message)),
    );
  }

  private reviewOf({ id, workspaceId, sender, consent, classification, receivedAt }: DecidedMessage): NewReview[] {
    if (sender === null || consent.changeId === null) return [];
    const { category, rule, score, language, keywordSetVersion } = classification;
    return [
      {
        workspaceId,
        id: this.ids.uuid(),
        inboundMessageId: id,
        groupId: sender.group.id,
        consentChangeId: consent.changeId,
        ...{ category, rule, score, language, keywordSetVersion },
        receivedAt,
        dueOn: dueOn(receivedAt),
      },
    ];
  }
}

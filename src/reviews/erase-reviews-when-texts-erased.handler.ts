import { Injectable } from '@nestjs/common';
import { TextsErased } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ReviewRepository } from './review.repository.js';

/**
 * Takes erased texts out of the queue: there is nothing left to read again, and a reason that somebody gave may quote
 * them. An observer: the road goes on without its answer.
 */
@Injectable()
export class EraseReviewsWhenTextsErased {
  constructor(private readonly reviews: ReviewRepository) {}

  @Handles(TextsErased)
  async handle({ work, people: { workspaceId }, messageIds }: TextsErased): Promise<void> {
    await this.reviews.erase(work, workspaceId, messageIds);
  }
}

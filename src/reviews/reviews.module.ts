import { Module } from '@nestjs/common';
import { DecideReview } from './decide-review.js';
import { EraseReviewsWhenTextsErased } from './erase-reviews-when-texts-erased.handler.js';
import { ExportExamples } from './export-examples.js';
import { OpenReviewsWhenConsentDecided } from './open-reviews-when-consent-decided.handler.js';
import { OpenReviewsWhenSilenceCounted } from './open-reviews-when-silence-counted.handler.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewsController } from './reviews.controller.js';

/** Opt-outs that were inferred from a text, or from silence after a question: a person confirms or undoes each, and the classifier learns from it. */
@Module({
  controllers: [ReviewsController],
  providers: [
    ReviewRepository,
    OpenReviewsWhenConsentDecided,
    OpenReviewsWhenSilenceCounted,
    EraseReviewsWhenTextsErased,
    DecideReview,
    ExportExamples,
  ],
})
export class ReviewsModule {}

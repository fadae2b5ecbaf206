import { Injectable } from '@nestjs/common';
import { InboundTextReader } from '../contracts/readers/inbound-text.reader.js';
import { Transactions } from '../kernel/database/transactions.js';
import { labelOf } from './review-rules.js';
import type { Review } from './review.js';
import { ReviewRepository } from './review.repository.js';

/** Reviews read in one go. Unit: rows. */
const PAGE_ROWS = 500;

/** A text with its meaning by a person's judgement, and what the classifier had made of it. */
interface LabelledExample {
  readonly text: string;
  readonly label: string;
  readonly language: string | null;
  readonly rule: string;
  readonly decided: string;
}

/** Turns decided reviews into examples to test and tune the classifier with. */
@Injectable()
export class ExportExamples {
  constructor(
    private readonly transactions: Transactions,
    private readonly reviews: ReviewRepository,
    private readonly texts: InboundTextReader,
  ) {}

  /** One JSON line per example, oldest first, a page in memory at a time. Texts that are gone are left out. */
  async *lines(workspaceId: string): AsyncGenerator<string> {
    let after: string | null = null;
    do {
      const page: readonly Review[] = await this.transactions.run((work) =>
        this.reviews.decided(work, workspaceId, after, PAGE_ROWS),
      );
      yield (await this.examples(workspaceId, page)).map((example) => `${JSON.stringify(example)}\n`).join('');
      after = page.length < PAGE_ROWS ? null : (page.at(-1)?.id ?? null);
    } while (after !== null);
  }

  private async examples(workspaceId: string, reviews: readonly Review[]): Promise<readonly LabelledExample[]> {
    const ids = reviews.map(({ inboundMessageId }) => inboundMessageId);
    const texts = await this.transactions.run((work) => this.texts.find(work, workspaceId, ids));
    return reviews.flatMap(({ inboundMessageId, status, language, rule, category }) => {
      const text = texts.get(inboundMessageId)?.text.reveal();
      if (text === undefined || status === 'open') return [];
      return [{ text, label: labelOf(status), language, rule, decided: category }];
    });
  }
}

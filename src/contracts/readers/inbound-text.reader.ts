import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { Masked } from '../../kernel/masked.js';
import type { Category, ProviderHint, SenderKind } from '../inbound/classification.js';

/** A text that took the road, with what the sender was like then. */
export interface StoredText {
  readonly id: string;
  readonly receivedAt: Date;
  /** E.164, or what the provider wrote when it is no number. */
  readonly from: Masked;
  readonly text: Masked;
  readonly hint: ProviderHint | null;
  readonly sender: { readonly address: string; readonly kind: SenderKind; readonly keywordsActivated: boolean };
  /** What it was read as at the time. */
  readonly category: Category;
}

/** What somebody wrote, and who. */
export type WrittenText = Pick<StoredText, 'from' | 'text'>;

/** Which texts, and from where on. */
export interface TextQuestion {
  readonly workspaceId: string;
  /** The subscription group the text was sent to. */
  readonly groupId: string;
  /** Texts that arrived earlier do not count. */
  readonly since: Date;
  /** `next` of the page before; null: from the newest text on. */
  readonly before: string | null;
}

/** Some of the texts, newest first. A page may be empty and yet have a next one. */
export interface TextPage {
  readonly texts: readonly StoredText[];
  /** Null: there are no more. */
  readonly next: string | null;
  /** Arrival of the last stored text that was looked at, of whatever group; null when there was none. */
  readonly reached: Date | null;
}

/** Reads the texts of the past, a bounded number at a time. Answered by: webhook. */
export abstract class InboundTextReader {
  /** Texts of our own and texts that never finished the road are left out. */
  abstract page(work: UnitOfWork, question: TextQuestion): Promise<TextPage>;

  /** Single texts by id; those that are not there (any more) are absent. */
  abstract find(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, WrittenText>>;
}

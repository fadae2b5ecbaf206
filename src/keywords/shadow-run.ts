import { Injectable } from '@nestjs/common';
import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import {
  InboundTextReader,
  type StoredText,
  type TextPage,
  type TextQuestion,
} from '../contracts/readers/inbound-text.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { classify, type CompiledKeywordRules, compileKeywordRules } from './classifier/index.js';
import { CompiledRulesCache } from './compiled-rules.cache.js';
import { type KeywordSet, rulesOf } from './group-rules.js';
import { ShadowComparison } from './shadow-comparison.js';

const DAY_MS = 24 * 3_600_000;

/**
 * Most pages of one run. A page takes about 8 ms of the database and 3 of this process, measured with 400,000 texts: so a
 * run ends within half a minute, before a proxy gives up waiting, however long the history is. Unit: pages.
 */
export const MAX_PAGES = 2_000;

/** What to compare: the keywords a group has and those it may get, over the texts of the last days. */
export interface ShadowQuestion {
  readonly workspaceId: string;
  readonly group: GroupOnRoad;
  readonly current: KeywordSet | null;
  readonly proposed: KeywordSet;
  readonly days: number;
  /** Most differences to list. */
  readonly limit: number;
}

/** What a run found, and how far it came. */
export interface ShadowResult {
  readonly comparison: ShadowComparison;
  /** Texts that arrived earlier were not read. */
  readonly since: Date;
  /** False: there were more texts than one run reads. */
  readonly isComplete: boolean;
}

/** Reads the texts of the past again, as they are read now and as they would be read. Nothing is stored. */
@Injectable()
export class ShadowRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly texts: InboundTextReader,
    private readonly compiled: CompiledRulesCache,
    private readonly clock: Clock,
  ) {}

  /** One page in memory at a time, each in a transaction of its own: a long run must not hold a connection. */
  async run({ workspaceId, group, current, proposed, days, limit }: ShadowQuestion): Promise<ShadowResult> {
    const now = this.compiled.get(workspaceId, group, current);
    const then = compileKeywordRules(rulesOf(group, proposed));
    const since = new Date(this.clock.now().getTime() - days * DAY_MS);
    const comparison = new ShadowComparison(limit);
    let before: string | null = null;
    for (let pages = 1; ; pages += 1) {
      const question: TextQuestion = { workspaceId, groupId: group.id, since, before };
      const page: TextPage = await this.transactions.run((work) => this.texts.page(work, question));
      for (const text of page.texts) comparison.add(text, read(text, now), read(text, then));
      before = page.next;
      if (before === null) return { comparison, since, isComplete: true };
      if (pages >= MAX_PAGES) return { comparison, since: page.reached ?? since, isComplete: false };
    }
  }
}

function read({ text, sender, hint }: StoredText, rules: CompiledKeywordRules) {
  return classify({ text: text.reveal(), sender, hint }, rules);
}

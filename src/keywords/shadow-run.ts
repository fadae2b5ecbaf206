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
  async run({ workspaceId, group, current, proposed, days, limit }: ShadowQuestion): Promise<ShadowComparison> {
    const now = this.compiled.get(workspaceId, group, current);
    const then = compileKeywordRules(rulesOf(group, proposed));
    const since = new Date(this.clock.now().getTime() - days * DAY_MS);
    const comparison = new ShadowComparison(limit);
    let before: string | null = null;
    do {
      const question: TextQuestion = { workspaceId, groupId: group.id, since, before };
      const page: TextPage = await this.transactions.run((work) => this.texts.page(work, question));
      for (const text of page.texts) comparison.add(text, read(text, now), read(text, then));
      before = page.next;
    } while (before !== null);
    return comparison;
  }
}

function read({ text, sender, hint }: StoredText, rules: CompiledKeywordRules) {
  return classify({ text: text.reveal(), sender, hint }, rules);
}

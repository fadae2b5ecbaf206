import { aGroup } from '../../test/builders/recorded-message.js';
import {
  InboundTextReader,
  type StoredText,
  type TextPage,
  type TextQuestion,
} from '../contracts/readers/inbound-text.reader.js';
import { Clock } from '../kernel/clock.js';
import type { Transactions } from '../kernel/database/transactions.js';
import { createLogger } from '../kernel/logging/logger.js';
import { Masked } from '../kernel/masked.js';
import { CompiledRulesCache } from './compiled-rules.cache.js';
import { MAX_PAGES, ShadowRun } from './shadow-run.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const minutesAgo = (count: number) => new Date(NOW.getTime() - count * 60_000);

const aText = (minutes: number): StoredText => ({
  id: String(minutes),
  receivedAt: minutesAgo(minutes),
  from: new Masked('+14155550123'),
  text: new Masked('coupons'),
  hint: null,
  sender: { address: '55555', kind: 'short_code', keywordsActivated: true },
  category: 'other',
});

/** A history with a text a minute, one to a page. */
class HistoryOfTest extends InboundTextReader {
  constructor(private readonly texts: number) {
    super();
  }

  page(_work: unknown, { before }: TextQuestion): Promise<TextPage> {
    const place = Number(before ?? 0) + 1;
    const next = place < this.texts ? String(place) : null;
    return Promise.resolve({ texts: [aText(place)], next, reached: minutesAgo(place) });
  }

  find(): Promise<ReadonlyMap<string, never>> {
    return Promise.resolve(new Map<string, never>());
  }
}

class ClockOfTest extends Clock {
  now(): Date {
    return NOW;
  }
}

async function runOver(texts: number) {
  const transactions = { run: (work: (unit: null) => unknown) => work(null) } as unknown as Transactions;
  const compiled = new CompiledRulesCache(createLogger('silent'));
  const shadow = new ShadowRun(transactions, new HistoryOfTest(texts), compiled, new ClockOfTest());
  const coupons = { category: 'custom', name: 'coupons', keywords: ['COUPONS'] } as const;
  const proposed = { version: 1, categories: [coupons] };
  const group = aGroup();
  const { comparison, ...reach } = await shadow.run({
    ...{ workspaceId: 'workspace', group, current: null, proposed, days: 30, limit: 1 },
  });
  return { texts: comparison.texts, changed: comparison.changed, ...reach };
}

describe('ShadowRun', () => {
  it('reads the whole history when it is short enough', async () => {
    const since = minutesAgo(30 * 24 * 60);
    expect(await runOver(3)).toEqual({ texts: 3, changed: 3, since, isComplete: true });
    expect(await runOver(MAX_PAGES)).toMatchObject({ texts: MAX_PAGES, isComplete: true });
  });

  it('ends after as many pages as it may read, and says how far it came', async () => {
    expect(await runOver(MAX_PAGES + 1)).toEqual({
      ...{ texts: MAX_PAGES, changed: MAX_PAGES, since: minutesAgo(MAX_PAGES), isComplete: false },
    });
  });
});

import fc from 'fast-check';
import { type AutomaticText, HOUR_MS, LoopGuard, MAX_PER_HOUR, SAME_TEXT_MS } from './loop-guard.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOON = Date.UTC(2026, 10, 22, 12);

const text = (atMs: number, body = 'a', changes: Partial<AutomaticText> = {}): AutomaticText => ({
  workspaceId: 'w',
  to: '+19173337578',
  from: '+14155550100',
  groupId: 'g',
  kind: 'help',
  body,
  at: new Date(NOON + atMs),
  ...changes,
});

/** Offers texts in turn and tells what became of each. */
const offer = (guard: LoopGuard, texts: readonly AutomaticText[]) =>
  texts.map((each) => guard.holdBack(each) ?? 'sent');

describe('LoopGuard', () => {
  it('lets five different texts an hour pass', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((body) => text(0, body));

    expect(offer(new LoopGuard([]), six)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'loop_guard']);
  });

  it('sends one of twenty identical texts at once', () => {
    const outcomes = offer(
      new LoopGuard([]),
      Array.from({ length: 20 }, () => text(0)),
    );

    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(new Set(outcomes.slice(1))).toEqual(new Set(['repeated_text']));
  });

  it('sends five of twenty identical texts, one a minute', () => {
    const outcomes = offer(
      new LoopGuard([]),
      Array.from({ length: 20 }, (_, n) => text(n * MINUTE)),
    );

    expect(outcomes).toEqual([...Array<string>(5).fill('sent'), ...Array<string>(15).fill('loop_guard')]);
  });

  it('counts what was sent before, whatever our address', () => {
    const before = ['a', 'b', 'c', 'd', 'e'].map((body, n) => text(-n * MINUTE, body, { from: `+1415555010${n}` }));

    expect(offer(new LoopGuard(before), [text(0, 'f')])).toEqual(['loop_guard']);
    expect(offer(new LoopGuard(before.slice(1)), [text(0, 'f')])).toEqual(['sent']);
  });

  it.each<[string, AutomaticText, string]>([
    ['the same text after 59.9 seconds', text(-59_999), 'repeated_text'],
    ['the same text after 60 seconds', text(-SAME_TEXT_MS), 'sent'],
    ['the same text from another address of ours', text(0, 'a', { from: '12345' }), 'sent'],
    ['the same text to another person', text(0, 'a', { to: '+14155550123' }), 'sent'],
    ['the same text in another workspace', text(0, 'a', { workspaceId: 'v' }), 'sent'],
    ['another text', text(0, 'b'), 'sent'],
  ])('%s: %3$s', (_what, before, outcome) => {
    expect(offer(new LoopGuard([before]), [text(0)])).toEqual([outcome]);
  });

  it('speaks again when the hour is over', () => {
    const before = ['a', 'b', 'c', 'd', 'e'].map((body) => text(-HOUR_MS, body));

    expect(offer(new LoopGuard(before), [text(0, 'f')])).toEqual(['sent']);
    expect(offer(new LoopGuard(before), [text(-1, 'f')])).toEqual(['loop_guard']);
  });

  it('asks about a suspicion once a day', () => {
    const question = (atMs: number) => text(atMs, 'Leave?', { kind: 'suspected_opt_out' });

    expect(offer(new LoopGuard([question(-23 * HOUR_MS)]), [question(0), text(0, 'b')])).toEqual([
      'asked_already',
      'sent',
    ]);
    expect(offer(new LoopGuard([question(-24 * HOUR_MS)]), [question(0)])).toEqual(['sent']);
    expect(offer(new LoopGuard([]), [question(0), question(2 * MINUTE)])).toEqual(['sent', 'asked_already']);
  });

  it('gives the default reply once a day and group, whatever our address', () => {
    const usual = (atMs: number, changes: Partial<AutomaticText> = {}) =>
      text(atMs, 'We will call', { kind: 'default', ...changes });

    expect(offer(new LoopGuard([usual(-23 * HOUR_MS, { from: '12345' })]), [usual(0)])).toEqual(['default_reply_sent']);
    expect(offer(new LoopGuard([usual(-23 * HOUR_MS, { groupId: 'h' })]), [usual(0)])).toEqual(['sent']);
    expect(offer(new LoopGuard([usual(-24 * HOUR_MS)]), [usual(0)])).toEqual(['sent']);
    expect(offer(new LoopGuard([]), [usual(0), usual(2 * MINUTE)])).toEqual(['sent', 'default_reply_sent']);
  });

  it('never lets more than five pass in any hour, nor the same text twice in a minute', () => {
    const arrivals = fc.array(fc.record({ gap: fc.nat(20 * MINUTE), body: fc.constantFrom('a', 'b', 'c') }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(arrivals, (gaps) => {
        const guard = new LoopGuard([]);
        let at = 0;
        const sent = gaps
          .map(({ gap, body }) => text((at += gap), body))
          .filter((each) => guard.holdBack(each) === null);

        for (const each of sent) {
          const since = (ms: number) =>
            sent.filter((other) => other.at <= each.at && each.at.getTime() - other.at.getTime() < ms);
          expect(since(HOUR_MS).length).toBeLessThanOrEqual(MAX_PER_HOUR);
          expect(since(SAME_TEXT_MS).filter(({ body }) => body === each.body)).toHaveLength(1);
        }
      }),
    );
  });
});

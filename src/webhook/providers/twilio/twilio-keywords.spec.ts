import fc from 'fast-check';
import type { SenderKind } from '../../../contracts/inbound/classification.js';
import {
  answeredUpstream,
  TOLL_FREE_NETWORK_KEYWORDS,
  TWILIO_DEFAULT_KEYWORDS,
  type UpstreamQuestion,
} from './twilio-keywords.js';

const ask = (over: Partial<UpstreamQuestion>): 'provider' | 'network' | null =>
  answeredUpstream({ text: 'STOP', senderKind: 'long_code', hint: null, defaultKeywordHandling: 'enabled', ...over });

const everyWord = Object.values(TWILIO_DEFAULT_KEYWORDS).flat();

describe('answeredUpstream', () => {
  it.each(everyWord)('Twilio answers %s on a long code, in any case', (word) => {
    expect(ask({ text: word })).toBe('provider');
    expect(ask({ text: word.toLowerCase() })).toBe('provider');
    expect(ask({ text: ` ${word}\r\n` })).toBe('provider');
    expect(ask({ text: word, defaultKeywordHandling: 'disabled' })).toBeNull();
  });

  it.each(everyWord)('somebody answers %s on a toll-free number', (word) => {
    const byNetwork = TOLL_FREE_NETWORK_KEYWORDS.some((one) => one === word);
    expect(ask({ text: word, senderKind: 'toll_free' })).toBe(byNetwork ? 'network' : 'provider');
    // The network cannot be told to stop.
    expect(ask({ text: word, senderKind: 'toll_free', defaultKeywordHandling: 'disabled' })).toBe(
      byNetwork ? 'network' : null,
    );
  });

  it.each([
    'STOP PLEASE',
    'OPT OUT',
    'STOP.',
    '"STOP"',
    'ſTOP',
    'ＳＴＯＰ',
    'STOPP',
    'ARRET',
    'JOIN',
    '',
    '👍',
    'constructor',
  ])('nobody answers %j', (text) => {
    expect(ask({ text })).toBeNull();
    expect(ask({ text, senderKind: 'toll_free' })).toBeNull();
  });

  it.each<SenderKind>(['short_code', 'alphanumeric'])('nobody answers on a %s', (senderKind) => {
    for (const text of everyWord) expect(ask({ text, senderKind })).toBeNull();
  });

  it.each<SenderKind>(['long_code', 'toll_free', 'short_code'])(
    'believes Advanced Opt-Out on a %s, whatever the text',
    (senderKind) => {
      const hint = { intent: 'opt_out', providerReplied: true } as const;
      for (const defaultKeywordHandling of ['enabled', 'disabled'] as const) {
        expect(ask({ text: 'lâche-moi', senderKind, hint, defaultKeywordHandling })).toBe('provider');
      }
    },
  );

  it('a hint without an answer decides nothing', () => {
    const hint = { intent: 'opt_out', providerReplied: false } as const;
    expect(ask({ text: 'lâche-moi', hint })).toBeNull();
    expect(ask({ text: 'STOP', hint })).toBe('provider');
  });

  it('throws for no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([null, 'provider', 'network']).toContain(ask({ text, senderKind: 'toll_free' }));
      }),
    );
  });
});

import { aSender } from '../../test/builders/messages.js';
import { aGroup, aMessage, type MessageWishes } from '../../test/builders/recorded-message.js';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { defaultReplyText, type ReplyKind, type Wording, wordingOf } from './reply-text.js';

describe('defaultReplyText', () => {
  it.each<[ReplyKind, string | null, string]>([
    ['opt_out', 'en', 'Promo: You are unsubscribed and will get no more messages. Reply START to subscribe again.'],
    [
      'opt_out',
      'fr',
      'Promo : désabonnement enregistré. Vous ne recevrez plus de messages. Répondez START pour vous réabonner.',
    ],
    ['opt_out', null, 'Promo: You are unsubscribed and will get no more messages. Reply START to subscribe again.'],
    ['opt_out', 'any', 'Promo: You are unsubscribed and will get no more messages. Reply START to subscribe again.'],
    [
      'opt_out',
      'constructor',
      'Promo: You are unsubscribed and will get no more messages. Reply START to subscribe again.',
    ],
    [
      'opt_in',
      'nl',
      'Promo: je bent aangemeld. Antwoord HELP voor hulp, STOP om je af te melden. Er kunnen sms-kosten gelden.',
    ],
    ['double_opt_in_prompt', 'en', 'Promo: Reply YES to confirm your subscription, STOP to cancel.'],
    [
      'double_opt_in_confirmation',
      'en',
      'Promo: Thank you, your subscription is confirmed. Reply HELP for help, STOP to unsubscribe.',
    ],
    ['help', 'en', 'Promo: This number texts its subscribers. Reply STOP to unsubscribe. Msg & data rates may apply.'],
    ['suspected_opt_out', 'en', 'Promo: To get no more messages, reply STOP.'],
  ])('%s in %s', (kind, language, text) => {
    expect(defaultReplyText(kind, aSender(), language)).toBe(text);
  });

  it.each([
    ['safe', false, false],
    ['adobe', false, false],
    ['braze', false, true],
    ['safe', true, true],
  ] as const)(
    'on a short code under %s, keywords activated %s, it mentions START: %s',
    (policy, keywordsActivated, mentions) => {
      const sender = aSender({ kind: 'short_code', keywordsActivated, group: aGroup({ policy }) });

      expect(defaultReplyText('opt_out', sender, 'en')!.includes('START')).toBe(mentions);
    },
  );

  it('takes the name of the group literally', () => {
    const sender = aSender({ group: aGroup({ name: "Tom & Jerry $& $' {group}" }) });

    expect(defaultReplyText('suspected_opt_out', sender, 'en')).toBe(
      "Tom & Jerry $& $' {group}: To get no more messages, reply STOP.",
    );
  });
});

describe('wordingOf', () => {
  const sender = aSender();
  const wordingFor = (kind: ReplyKind, wishes: MessageWishes, country: string | null = 'US'): Wording | null =>
    wordingOf(kind, { ...aMessage(wishes), sender: wishes.changes?.sender ?? sender }, () => country);
  const wrote = (language: string): { readonly changes: Partial<RecordedMessage> } => ({
    changes: { configuredReply: 'Own words.', configuredReplyLanguage: language },
  });

  it.each<ReplyKind>(['opt_out', 'opt_in', 'double_opt_in_confirmation', 'help', 'custom'])(
    "%s prefers the group's own reply and keeps the built-in one in reserve",
    (kind) => {
      expect(wordingFor(kind, { language: 'en', ...wrote('en') })).toEqual({
        template: 'Own words.',
        fallback: defaultReplyText(kind, sender, 'en'),
      });
    },
  );

  it('asks for a confirmation in the words of the group, where it wrote some', () => {
    const own = { language: 'en', changes: { ...wrote('en').changes, configuredPrompt: 'Sure?' } } as const;

    expect(wordingFor('double_opt_in_prompt', own)).toEqual({
      template: 'Sure?',
      fallback: 'Promo: Reply YES to confirm your subscription, STOP to cancel.',
    });
    expect(wordingFor('opt_in', own)?.template).not.toBe('Sure?');
  });

  it.each<ReplyKind>(['double_opt_in_prompt', 'suspected_opt_out'])(
    '%s never uses a reply that speaks of the thing as done',
    (kind) => {
      expect(wordingFor(kind, { language: 'en', ...wrote('en') })?.template).toBeNull();
    },
  );

  it('has nothing to say to a custom keyword without a reply', () => {
    expect(wordingFor('custom', { language: 'en' })).toBeNull();
  });

  it("answers what means nothing in particular with the group's default reply", () => {
    const answering = aSender({ group: aGroup({ defaultReply: 'We call you back.' }) });

    expect(wordingFor('default', { category: 'other', changes: { sender: answering } })).toEqual({
      template: 'We call you back.',
      fallback: null,
    });
  });

  it.each<[ReplyKind, string, string, string | null, boolean]>([
    // keyword, reply configured in, country of the number → the group's own words
    ['opt_out', 'fr', 'en', 'CA', false],
    ['help', 'fr', 'en', 'CA', false],
    ['opt_in', 'fr', 'en', 'CA', false],
    ['opt_out', 'en', 'fr', 'CA', false],
    ['opt_out', 'fr', 'fr', 'CA', true],
    ['opt_out', 'en', 'en', 'CA', true],
    ['opt_out', 'es', 'en', 'CA', true],
    ['custom', 'fr', 'en', 'CA', true],
    ['opt_out', 'fr', 'en', 'FR', true],
    ['opt_out', 'fr', 'en', null, true],
  ])('%s in %s where the reply is in %s, from %s: own words %s', (kind, language, configuredIn, country, own) => {
    const wording = wordingFor(kind, { language, ...wrote(configuredIn) }, country);

    expect(wording?.template).toBe(own ? 'Own words.' : null);
    if (kind !== 'custom') expect(wording?.fallback).toBe(defaultReplyText(kind, sender, language));
  });

  it('reads the country of a number only where it matters', () => {
    const message = { ...aMessage({ language: 'en', ...wrote('en') }), sender };

    expect(() =>
      wordingOf('help', message, () => {
        throw new Error('asked');
      }),
    ).not.toThrow();
  });
});

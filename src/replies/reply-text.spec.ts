import { aSender } from '../../test/builders/messages.js';
import { aGroup } from '../../test/builders/recorded-message.js';
import { type ReplyKind, replyText } from './reply-text.js';

describe('replyText', () => {
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
    expect(replyText(kind, aSender(), language, null)).toBe(text);
  });

  it.each<[ReplyKind, string | null]>([
    ['opt_out', 'Own words.'],
    ['opt_in', 'Own words.'],
    ['double_opt_in_confirmation', 'Own words.'],
    ['help', 'Own words.'],
    ['custom', 'Own words.'],
  ])("%s prefers the group's own reply", (kind, text) => {
    expect(replyText(kind, aSender(), 'en', 'Own words.')).toBe(text);
  });

  it.each<ReplyKind>(['double_opt_in_prompt', 'suspected_opt_out'])(
    '%s never uses a reply that speaks of the thing as done',
    (kind) => {
      expect(replyText(kind, aSender(), 'en', 'You are all set!')).not.toContain('all set');
    },
  );

  it('has nothing to say to a custom keyword without a reply', () => {
    expect(replyText('custom', aSender(), 'en', null)).toBeNull();
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

      expect(replyText('opt_out', sender, 'en', null)!.includes('START')).toBe(mentions);
    },
  );

  it('takes the name of the group literally', () => {
    const sender = aSender({ group: aGroup({ name: "Tom & Jerry $& $' {group}" }) });

    expect(replyText('suspected_opt_out', sender, 'en', null)).toBe(
      "Tom & Jerry $& $' {group}: To get no more messages, reply STOP.",
    );
  });
});

import { aReceivedMessage, aSender } from '../../test/builders/messages.js';
import { aClassification, aGroup, aMessage, type MessageWishes } from '../../test/builders/recorded-message.js';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { CONFIRMATION_WINDOW_MS, decideReply } from './reply-rules.js';

const ARRIVED = aReceivedMessage({}).receivedAt;

function outcomeOf(message: RecordedMessage, now = ARRIVED): string {
  const decided = decideReply(message, now, () => null);
  return decided.outcome === 'none' ? `– ${decided.reason}` : decided.kind;
}

const left = { before: 'subscribed', after: 'unsubscribed', effect: 'changed', reason: 'opt_out' } as const;
const joined = { before: 'unknown', after: 'subscribed', effect: 'changed', reason: 'opt_in' } as const;
const prompted = {
  before: 'unknown',
  after: 'pending_double_opt_in',
  effect: 'changed',
  reason: 'double_opt_in_prompt',
} as const;
const confirmed = {
  before: 'pending_double_opt_in',
  after: 'subscribed',
  effect: 'changed',
  reason: 'double_opt_in_confirmed',
} as const;
const gone = { before: 'unsubscribed', after: 'unsubscribed' } as const;
const late = { effect: 'late', reason: 'older_than_state' } as const;
const stranger = { profile: null, consent: { before: 'unknown', after: 'unknown' } } as const;
const switchedOff = { ...stranger, identifiedBy: 'unknown_number_handling_off' } as const;
const withReply = { changes: { configuredReply: 'Ten percent with A1' } } as const;
const answering = { changes: { sender: aSender({ group: aGroup({ defaultReply: 'We call you back.' }) }) } } as const;
const reaction = { classification: aClassification('other', { rule: 'reaction' }) } as const;
const answeredBy = (who: 'provider' | 'network'): MessageWishes => ({
  changes: { answeredUpstream: { long_code: who, toll_free: null, short_code: null, alphanumeric: null } },
});

describe('decideReply', () => {
  it.each<[string, MessageWishes, string]>([
    ['STOP', { category: 'opt_out', consent: left }, 'opt_out'],
    ['STOP again', { category: 'opt_out', consent: { ...gone, effect: 'repeated' } }, 'opt_out'],
    ['STOP of a number nobody knows', { category: 'opt_out', ...stranger }, 'opt_out'],
    ['the same with unknown numbers switched off', { category: 'opt_out', ...switchedOff }, 'opt_out'],
    ['STOP overtaken by a newer START', { category: 'opt_out', consent: late }, '– late'],

    ['START', { category: 'opt_in', consent: joined }, 'opt_in'],
    ['START again', { category: 'opt_in', consent: { ...joined, before: 'subscribed', effect: 'repeated' } }, 'opt_in'],
    ['START of an unknown number', { category: 'opt_in', profile: null, consent: joined }, 'opt_in'],
    [
      'the same with unknown numbers switched off',
      { category: 'opt_in', ...switchedOff },
      '– unknown_number_handling_off',
    ],
    ['START overtaken by a newer STOP', { category: 'opt_in', consent: { ...gone, ...late } }, '– late'],
    [
      'START within two seconds of STOP',
      { category: 'opt_in', consent: { ...gone, ...late, reason: 'opt_out_wins_tie' } },
      '– late',
    ],
    ['START that changed nothing', { category: 'opt_in', consent: { ...gone } }, '– no_consent_change'],
    [
      'START without effect for somebody who left',
      { category: 'opt_in', consent: { ...gone, effect: 'repeated' } },
      '– not_subscribed',
    ],
    ['START where the group asks twice', { category: 'opt_in', consent: prompted }, 'double_opt_in_prompt'],
    ['YES to that question', { category: 'opt_in', consent: confirmed }, 'double_opt_in_confirmation'],
    [
      'START there of a subscriber',
      { category: 'opt_in', consent: { ...joined, effect: 'repeated', reason: 'double_opt_in_confirmed' } },
      'double_opt_in_confirmation',
    ],

    ['HELP', { category: 'help' }, 'help'],
    ['HELP of somebody who left', { category: 'help', consent: gone }, 'help'],
    ['HELP of an unknown number', { category: 'help', ...stranger }, 'help'],
    ['the same with unknown numbers switched off', { category: 'help', ...switchedOff }, 'help'],

    ['a custom keyword', { category: 'custom', ...withReply }, 'custom'],
    ['one without a reply', { category: 'custom' }, '– no_reply_configured'],
    ['one of somebody who left', { category: 'custom', consent: gone, ...withReply }, '– not_subscribed'],
    [
      'one of somebody who never said yes',
      { category: 'custom', consent: { before: 'unknown', after: 'unknown' }, ...withReply },
      '– not_subscribed',
    ],
    [
      'one while a double opt-in is open',
      { category: 'custom', consent: { before: prompted.after, after: prompted.after }, ...withReply },
      '– not_subscribed',
    ],
    ['one of an unknown number', { category: 'custom', ...stranger, ...withReply }, '– unknown_number'],
    [
      'one of an unknown number that is subscribed',
      { category: 'custom', profile: null, ...withReply },
      '– unknown_number',
    ],

    ['a suspicion treated as STOP', { category: 'suspected_opt_out', consent: left }, 'opt_out'],
    ['such a one again', { category: 'suspected_opt_out', consent: { ...gone, effect: 'repeated' } }, 'opt_out'],
    ['such a one of an unknown number', { category: 'suspected_opt_out', profile: null, consent: left }, 'opt_out'],
    ['such a one too late', { category: 'suspected_opt_out', consent: late }, '– late'],
    [
      'a suspicion to ask about',
      { category: 'suspected_opt_out', consent: { reason: 'clarify' } },
      'suspected_opt_out',
    ],
    ['one of somebody who left already', { category: 'suspected_opt_out', consent: gone }, '– already_unsubscribed'],
    ['one of an unknown number', { category: 'suspected_opt_out', ...stranger }, '– unknown_number'],

    ['free text', { category: 'other' }, '– no_reply_for_other'],
    ['free text of an unknown number', { category: 'other', ...stranger }, '– no_reply_for_other'],
    ['free text where the group answers it', { category: 'other', ...answering }, 'default'],
    ['such of somebody who left', { category: 'other', consent: gone, ...answering }, '– unsubscribed'],
    ['such of an unknown number', { category: 'other', ...stranger, ...answering }, '– unknown_number'],
    ['a reaction there', { category: 'other', changes: { ...answering.changes, ...reaction } }, '– reaction'],
    ['a text to a name', { category: 'unroutable' }, '– unroutable'],
    ['a text to nobody of ours', { category: 'unroutable', changes: { sender: null } }, '– not_our_sender'],
    ['a text of our own', { category: 'help', changes: { fromOwnSender: true } }, '– own_sender'],
    [
      'STOP from a short code',
      { category: 'opt_out', from: { kind: 'short_code', value: '72975' } },
      '– not_a_phone_number',
    ],
    [
      'STOP from a name',
      { category: 'opt_out', from: { kind: 'alphanumeric', value: 'VODAFONE' } },
      '– not_a_phone_number',
    ],
    ['HELP from nowhere', { category: 'help', from: { kind: 'unknown', value: '' } }, '– not_a_phone_number'],

    [
      'STOP the provider answered',
      { category: 'opt_out', consent: left, ...answeredBy('provider') },
      '– answered_by_provider',
    ],
    [
      'STOP the network answered',
      { category: 'opt_out', consent: left, ...answeredBy('network') },
      '– answered_by_network',
    ],
    ['HELP the provider answered', { category: 'help', ...answeredBy('provider') }, '– answered_by_provider'],
    ['free text the provider answered', { category: 'other', ...answeredBy('provider') }, '– no_reply_for_other'],
  ])('%s: %s', (_what, wishes, expected) => {
    expect(outcomeOf(aMessage(wishes))).toBe(expected);
  });

  it.each<[string, MessageWishes, string]>([
    ['a keyword of a subscriber', { category: 'custom' }, 'campaign'],
    ['free text of a subscriber', { category: 'other' }, 'campaign'],
    ['free text of a subscriber where the group answers it too', { category: 'other', ...answering }, 'campaign'],
    ['a keyword of somebody who left', { category: 'custom', consent: gone }, '– not_subscribed'],
    ['a keyword of nobody', { category: 'custom', ...stranger }, '– unknown_number'],
    ['free text of somebody who left', { category: 'other', consent: gone }, '– no_reply_for_other'],
    ['free text of nobody', { category: 'other', ...stranger }, '– no_reply_for_other'],
    ['STOP', { category: 'opt_out', consent: left }, 'opt_out'],
  ])('with a campaign, %s: %s', (_what, wishes, expected) => {
    const campaign = { campaignId: 'campaign', text: 'Ten percent off.' };
    const decided = decideReply(aMessage(wishes), ARRIVED, () => null, campaign);

    expect(decided.outcome === 'none' ? `– ${decided.reason}` : decided.kind).toBe(expected);
    if (decided.outcome === 'reply' && expected === 'campaign')
      expect(decided.wording).toEqual({ template: 'Ten percent off.', fallback: null });
  });

  it('asks only who answers on the kind of address that was texted', () => {
    const message = aMessage({
      category: 'help',
      changes: { sender: aSender({ kind: 'toll_free' }), ...answeredBy('provider').changes },
    });

    expect(outcomeOf({ ...message, answeredUpstream: { ...message.answeredUpstream, long_code: 'provider' } })).toBe(
      'help',
    );
    expect(outcomeOf({ ...message, answeredUpstream: { ...message.answeredUpstream, toll_free: 'network' } })).toBe(
      '– answered_by_network',
    );
  });

  it.each<[string, MessageWishes, number, string]>([
    ['STOP five minutes ago', { category: 'opt_out' }, CONFIRMATION_WINDOW_MS, 'opt_out'],
    ['STOP longer ago', { category: 'opt_out' }, CONFIRMATION_WINDOW_MS + 1, '– too_late'],
    [
      'a suspicion treated as STOP longer ago',
      { category: 'suspected_opt_out', consent: left },
      CONFIRMATION_WINDOW_MS + 1,
      '– too_late',
    ],
    ['HELP longer ago', { category: 'help' }, CONFIRMATION_WINDOW_MS + 1, 'help'],
    ['START longer ago', { category: 'opt_in', consent: joined }, CONFIRMATION_WINDOW_MS + 1, 'opt_in'],
  ])('%s: %s', (_what, wishes, agoMs, expected) => {
    expect(outcomeOf(aMessage(wishes), new Date(ARRIVED.getTime() + agoMs))).toBe(expected);
  });
});

import type { Campaign, Trigger } from './campaign.js';
import { campaignFaults } from './trigger-faults.js';

const EVENT = 'sms_response_Promo_custom';
const AT = new Date('2026-11-22T12:00:00.000Z');
const NO_TRIGGER: Trigger = { event: null, category: null, customCategory: null, messageBody: null, bodyRegex: null };

function faultsOf(trigger: Partial<Trigger>, changes: Partial<Campaign> = {}): string[] {
  const campaign = {
    workspaceId: 'workspace',
    id: 'campaign',
    groupId: 'group',
    name: 'Coupons',
    trigger: { ...NO_TRIGGER, ...trigger },
    reply: 'Ten percent off.',
    activeFrom: null,
    activeUntil: null,
    createdAt: AT,
    updatedAt: AT,
    createdBy: 'key',
    ...changes,
  };
  return campaignFaults(campaign, EVENT).map(({ path }) => path);
}

const COUPONS = { event: EVENT, messageBody: 'coupons' };

describe('campaignFaults', () => {
  it.each<[string, Partial<Trigger>, string[]]>([
    ['an event with a body', COUPONS, []],
    ['a custom category', { category: 'custom' }, []],
    ['a named custom category', { category: 'custom', customCategory: 'coupons' }, []],
    ['other texts with an expression', { category: 'other', bodyRegex: '^win' }, []],
    ['nothing', {}, ['trigger', 'trigger.message_body']],
    ['event and category', { ...COUPONS, category: 'custom' }, []],
    ['event and category with an expression', { event: EVENT, category: 'custom', bodyRegex: '^win' }, []],
    ['event and category alone', { event: EVENT, category: 'custom' }, []],
    ['every other text with an event', { event: EVENT, category: 'other' }, ['trigger.message_body']],
    ['an event that is never recorded', { ...COUPONS, event: 'purchase' }, ['trigger.event']],
    ['a name beside the event', { ...COUPONS, customCategory: 'x' }, ['trigger.custom_category']],
    ['a name beside other', { category: 'other', messageBody: 'x', customCategory: 'x' }, ['trigger.custom_category']],
    ['two bodies', { ...COUPONS, bodyRegex: 'x' }, ['trigger.body_regex']],
    ['every event', { event: EVENT }, ['trigger.message_body']],
    ['every other text', { category: 'other' }, ['trigger.message_body']],
    ['a blank body', { event: EVENT, messageBody: ' ' }, ['trigger.message_body']],
    ['a body longer than the property', { event: EVENT, messageBody: 'x'.repeat(256) }, ['trigger.message_body']],
    ['an expression for everything', { category: 'other', bodyRegex: '.*' }, ['trigger.body_regex']],
    ['an open bracket', { category: 'other', bodyRegex: '[a' }, ['trigger.body_regex']],
    ['a back reference, which RE2 has not', { category: 'other', bodyRegex: '(a)\\1' }, ['trigger.body_regex']],
    ['a look-ahead, which RE2 has not', { category: 'other', bodyRegex: '(?=a)b' }, ['trigger.body_regex']],
    ['too many repeats', { category: 'other', bodyRegex: '(a{100}){100}' }, ['trigger.body_regex']],
    ['too large a program', { category: 'other', bodyRegex: '[a-z]{500}' }, ['trigger.body_regex']],
    ['a very long expression', { category: 'other', bodyRegex: 'x'.repeat(251) }, ['trigger.body_regex']],
  ])('%s', (_label, trigger, paths) => {
    expect(faultsOf(trigger)).toEqual(paths);
  });

  it.each<[string, Partial<Campaign>, string[]]>([
    ['300 characters, emoji counted as one', { reply: '🎁'.repeat(300) }, []],
    ['301 characters', { reply: 'x'.repeat(301) }, ['reply']],
    ['blanks', { reply: '  ' }, ['reply']],
    ['a day', { activeFrom: AT, activeUntil: new Date(AT.getTime() + 86_400_000) }, []],
    ['no time at all', { activeFrom: AT, activeUntil: AT }, ['active_until']],
  ])('%s', (_label, changes, paths) => {
    expect(faultsOf(COUPONS, changes)).toEqual(paths);
  });
});

import { aClassification, aMessage } from '../../test/builders/recorded-message.js';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import type { Campaign, Trigger } from './campaign.js';
import { campaignFor, clash, comparableBody } from './campaign-rules.js';

const EVENT = 'sms_response_Promo_custom';
const ARRIVED = new Date('2026-11-22T12:00:00.000Z');
const hours = (count: number) => new Date(ARRIVED.getTime() + count * 3_600_000);

const NO_TRIGGER: Trigger = { event: null, category: null, customCategory: null, messageBody: null, bodyRegex: null };

function aCampaign(id: string, trigger: Partial<Trigger>, changes: Partial<Campaign> = {}): Campaign {
  return {
    workspaceId: 'workspace',
    id,
    groupId: 'group',
    name: id,
    trigger: { ...NO_TRIGGER, ...trigger },
    reply: `reply of ${id}`,
    activeFrom: null,
    activeUntil: null,
    createdAt: ARRIVED,
    updatedAt: ARRIVED,
    createdBy: 'key',
    ...changes,
  };
}

/** A text that recorded the legacy event. */
function saying(text: string, changes: Partial<RecordedMessage> = {}): RecordedMessage {
  const customEvent = { event: { id: 'event', name: EVENT, brazeId: 'somebody' }, reason: 'recorded' };
  return aMessage({ saying: text, changes: { receivedAt: ARRIVED, customEvent, ...changes } });
}

const keyword = { classification: aClassification('custom', { customCategory: 'coupons' }) };
const withoutEvent = { customEvent: { event: null, reason: 'no_phone_alias' } };

describe('campaignFor', () => {
  it.each<[string, Partial<Trigger>, RecordedMessage, boolean]>([
    ['the event and its body', { event: EVENT, messageBody: 'coupons' }, saying('  COUPONS '), true],
    ['another body', { event: EVENT, messageBody: 'coupons' }, saying('coupons please'), false],
    ['another event', { event: 'sms_response_News_custom', messageBody: 'coupons' }, saying('coupons'), false],
    ['a text without event', { event: EVENT, messageBody: 'coupons' }, saying('coupons', withoutEvent), false],
    ['an é in two code points', { event: EVENT, messageBody: 'café' }, saying('cafe\u0301'), true],
    ['a category', { category: 'custom' }, saying('coupons', keyword), true],
    ['the category without event', { category: 'custom' }, saying('coupons', { ...keyword, ...withoutEvent }), true],
    ['another category', { category: 'custom' }, saying('coupons'), false],
    ['a custom category by name', { category: 'custom', customCategory: 'coupons' }, saying('x', keyword), true],
    ['another custom category', { category: 'custom', customCategory: 'news' }, saying('x', keyword), false],
    ['a body within a category', { category: 'other', messageBody: 'win' }, saying('Win'), true],
    ['an expression', { category: 'other', bodyRegex: '^win\\s+\\d+$' }, saying(' WIN  7 '), true],
    ['an expression that is not there', { category: 'other', bodyRegex: '^win\\s+\\d+$' }, saying('win big'), false],
  ])('%s', (_label, trigger, text, answers) => {
    expect(campaignFor(text, [aCampaign('one', trigger)])?.id ?? null).toBe(answers ? 'one' : null);
  });

  it.each([
    ['before it begins', { activeFrom: hours(1) }, false],
    ['the moment it begins', { activeFrom: hours(0) }, true],
    ['before it ends', { activeUntil: hours(1) }, true],
    ['the moment it ends', { activeUntil: hours(0) }, false],
  ])('%s', (_label, window, answers) => {
    const campaign = aCampaign('one', { event: EVENT, messageBody: 'coupons' }, window);

    expect(campaignFor(saying('coupons'), [campaign]) !== null).toBe(answers);
  });

  it.each([
    ['the text was none of ours', saying('coupons', { ...keyword, sender: null })],
    ['the text was read as STOP', saying('coupons', { classification: aClassification('opt_out') })],
    ['the text is a reaction', saying('coupons', { classification: aClassification('other', { rule: 'reaction' }) })],
    ['the text is asked about', saying('coupons', { classification: aClassification('suspected_opt_out') })],
  ])('stays silent when %s', (_label, text) => {
    const any = [aCampaign('one', { category: 'custom' }), aCampaign('two', { event: EVENT, messageBody: 'coupons' })];

    expect(campaignFor(text, any)).toBeNull();
  });

  it.each<[string, Partial<Trigger>, boolean]>([
    ['a text', { event: EVENT, messageBody: 'coupons' }, true],
    ['an expression', { category: 'custom', bodyRegex: '^coup' }, true],
    ['a category by name', { category: 'custom', customCategory: 'coupons' }, true],
    ['any keyword', { category: 'custom' }, false],
    ['any keyword with its event', { event: EVENT, category: 'custom' }, false],
  ])('that names %s goes before the own reply of the keyword: %s', (_label, trigger, answers) => {
    const text = saying('coupons', { ...keyword, configuredReply: 'Ten percent off.' });

    expect(campaignFor(text, [aCampaign('one', trigger)]) !== null).toBe(answers);
  });

  it('with event and category wants both', () => {
    const both = [aCampaign('one', { event: EVENT, category: 'custom', bodyRegex: 'coup' })];

    expect(campaignFor(saying('coupons', keyword), both)?.id).toBe('one');
    expect(campaignFor(saying('coupons', { ...keyword, ...withoutEvent }), both)).toBeNull();
    expect(campaignFor(saying('coupons'), both)).toBeNull();
  });

  it('prefers a whole text to an expression, that to a name, that to a category, and then the oldest', () => {
    const all = [
      aCampaign('6 any', { category: 'custom' }),
      aCampaign('5 name', { category: 'custom', customCategory: 'coupons' }),
      aCampaign('4 regex', { category: 'custom', bodyRegex: 'coup' }),
      aCampaign('3 regex', { event: EVENT, bodyRegex: 'pons' }),
      aCampaign('2 body', { event: EVENT, messageBody: 'coupons' }),
      aCampaign('1 body', { category: 'custom', messageBody: 'coupons' }),
    ];
    const text = saying('coupons', keyword);
    const order = all.map((_, taken) => {
      const answered = [...all].sort((one, other) => (one.id < other.id ? -1 : 1)).slice(taken);
      return campaignFor(text, answered)?.id;
    });

    expect(order).toEqual(['1 body', '2 body', '3 regex', '4 regex', '5 name', '6 any']);
  });
});

describe('clash', () => {
  const coupons = { event: EVENT, messageBody: 'coupons' };

  it.each<[string, Campaign, Campaign, boolean]>([
    ['the same trigger for ever', aCampaign('1', coupons), aCampaign('2', coupons), true],
    ['the campaign itself', aCampaign('1', coupons), aCampaign('1', coupons), false],
    ['another body', aCampaign('1', coupons), aCampaign('2', { ...coupons, messageBody: 'win' }), false],
    ['another event', aCampaign('1', coupons), aCampaign('2', { ...coupons, event: null, category: 'other' }), false],
    [
      'one after the other',
      aCampaign('1', coupons, { activeUntil: hours(1) }),
      aCampaign('2', coupons, { activeFrom: hours(1) }),
      false,
    ],
    [
      'an hour together',
      aCampaign('1', coupons, { activeUntil: hours(2) }),
      aCampaign('2', coupons, { activeFrom: hours(1) }),
      true,
    ],
  ])('%s', (_label, one, other, expected) => {
    expect([clash(one, other), clash(other, one)]).toEqual([expected, expected]);
  });
});

describe('comparableBody', () => {
  it.each([
    ['  COUPONS\n', 'coupons'],
    ['CAFE\u0301', 'café'],
    ['a\u0000b', 'a\uFFFDb'],
  ])('%j is compared as %j', (text, expected) => {
    expect(comparableBody(text)).toBe(expected);
  });
});

import { aSender } from '../../../test/builders/messages.js';
import { aClassification, aGroup, aMessage, type MessageWishes } from '../../../test/builders/recorded-message.js';
import type { AnsweredMessage } from '../../contracts/inbound/7-reply-queued.event.js';
import { Masked } from '../../kernel/masked.js';
import { changeOf, type Turn, turnOf } from './clarification-rules.js';

const question = { id: 'r', kind: 'suspected_opt_out', text: new Masked('Leave?'), via: 'api' } as const;
const answered = (wishes: MessageWishes, end: Partial<AnsweredMessage> = {}): AnsweredMessage => ({
  ...aMessage(wishes),
  reply: null,
  replyReason: 'queued',
  quietHours: null,
  ...end,
});
const suspicion = { category: 'suspected_opt_out', consent: { reason: 'clarify' } } as const;
const saying = (phrase: string): MessageWishes => ({
  category: 'other',
  changes: { classification: aClassification('other', { normalised: { phrase, joined: '', emoji: [] } }) },
});

describe('turnOf', () => {
  it.each<[string, AnsweredMessage, Turn | null]>([
    ['a question that was put', answered(suspicion, { reply: question }), { kind: 'ask' }],
    ['one that was put already', answered(suspicion, { replyReason: 'asked_already' }), { kind: 'ask' }],
    ['one that could not be put', answered(suspicion, { replyReason: 'loop_guard' }), null],
    [
      'one that is only an instruction',
      answered(
        { ...suspicion, changes: { sender: aSender({ group: aGroup({ policy: 'braze' }) }) } },
        { reply: question },
      ),
      null,
    ],
    [
      'STOP',
      answered({ category: 'opt_out', consent: { effect: 'changed', after: 'unsubscribed' } }),
      { kind: 'answer', outcome: 'opted_out' },
    ],
    [
      'START of a subscriber',
      answered({ category: 'opt_in', consent: { effect: 'repeated', after: 'subscribed' } }),
      { kind: 'answer', outcome: 'opted_in' },
    ],
    ['a START that came late', answered({ category: 'opt_in', consent: { effect: 'late' } }), null],
    ['no', answered(saying('no')), { kind: 'decline' }],
    ['nein danke', answered(saying('nein danke')), { kind: 'decline' }],
    ['no idea', answered(saying('no idea')), null],
    ['HELP', answered({ category: 'help' }), null],
    ['a custom keyword', answered({ category: 'custom' }), null],
    ['a text to nobody of ours', answered({ category: 'unroutable', changes: { sender: null } }), null],
  ])('%s', (_what, message, turn) => {
    expect(turnOf(message)).toEqual(turn);
  });
});

describe('changeOf', () => {
  const ask = { message: 'goodbye', turn: { kind: 'ask' } } as const;
  const stay = { message: 'START', turn: { kind: 'answer', outcome: 'opted_in' } } as const;
  const no = { message: 'no', turn: { kind: 'decline' } } as const;

  it.each([
    [[ask], null, true],
    [[stay], stay.turn, false],
    [[ask, stay], stay.turn, false],
    [[stay, ask], stay.turn, true],
    [[no, stay], stay.turn, false],
    [[ask, no], no.turn, false],
  ])('%j', (turns, ends, asks) => {
    expect(changeOf(turns)).toEqual({ message: turns.at(-1)!.message, ends, asks });
  });
});

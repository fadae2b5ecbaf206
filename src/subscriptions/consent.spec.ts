import fc from 'fast-check';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import {
  decide,
  endTenure,
  inherit,
  NEVER_SPOKEN,
  PROMPT_OPEN_MS,
  type Standing,
  type Statement,
  TIE_MS,
} from './consent.js';

const T0 = Date.UTC(2026, 0, 1, 12);
const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

let requests = 0;
/** A statement of a request of its own. @param at ms after T0 */
function saying(says: Statement['says'], at: number, request = `request ${(requests += 1)}`): Statement {
  return { says, occurredAt: new Date(T0 + at), request };
}

function standing(state: ConsentState, at = 0): Standing {
  return { state, occurredAt: new Date(T0 + at), request: null };
}

/** State and reasons after statements in order of arrival. */
function after(...statements: Statement[]): { state: ConsentState; reasons: string[]; effects: string[] } {
  let now = NEVER_SPOKEN;
  const verdicts = statements.map((said) => {
    const verdict = decide(now, said);
    now = verdict.standing;
    return verdict;
  });
  return {
    state: now.state,
    reasons: verdicts.map(({ reason }) => reason),
    effects: verdicts.map(({ effect }) => effect),
  };
}

describe('decide', () => {
  it.each<[ConsentState, Statement['says'], ConsentState, string, string]>([
    ['subscribed', 'opt_out', 'unsubscribed', 'changed', 'opt_out'],
    ['unsubscribed', 'opt_out', 'unsubscribed', 'repeated', 'opt_out'],
    ['pending_double_opt_in', 'opt_out', 'unsubscribed', 'changed', 'opt_out'],
    ['unknown', 'opt_out', 'unsubscribed', 'changed', 'opt_out'],
    ['subscribed', 'suspected_opt_out', 'unsubscribed', 'changed', 'suspected_opt_out'],
    ['subscribed', 'opt_in', 'subscribed', 'repeated', 'opt_in'],
    ['unsubscribed', 'opt_in', 'subscribed', 'changed', 'opt_in'],
    ['pending_double_opt_in', 'opt_in', 'subscribed', 'changed', 'opt_in'],
    ['unknown', 'opt_in', 'subscribed', 'changed', 'opt_in'],
    ['subscribed', 'prompt_word', 'subscribed', 'repeated', 'double_opt_in_confirmed'],
    ['unsubscribed', 'prompt_word', 'pending_double_opt_in', 'changed', 'double_opt_in_prompt'],
    ['pending_double_opt_in', 'prompt_word', 'pending_double_opt_in', 'repeated', 'double_opt_in_prompt'],
    ['unknown', 'prompt_word', 'pending_double_opt_in', 'changed', 'double_opt_in_prompt'],
    ['subscribed', 'confirmation_word', 'subscribed', 'repeated', 'double_opt_in_confirmed'],
    ['unsubscribed', 'confirmation_word', 'pending_double_opt_in', 'changed', 'double_opt_in_prompt'],
    ['pending_double_opt_in', 'confirmation_word', 'subscribed', 'changed', 'double_opt_in_confirmed'],
    ['unknown', 'confirmation_word', 'pending_double_opt_in', 'changed', 'double_opt_in_prompt'],
  ])('%s, then %s: %s (%s, %s)', (state, says, expected, effect, reason) => {
    const said = saying(says, 10 * SECOND);
    const verdict = decide(standing(state), said);

    expect(verdict).toMatchObject({ effect, reason });
    expect(verdict.standing).toEqual({ state: expected, occurredAt: said.occurredAt, request: said.request });
  });

  it.each<[ConsentState, Statement['says']]>([
    ['subscribed', 'opt_out'],
    ['unsubscribed', 'opt_in'],
    ['unsubscribed', 'opt_out'],
    ['subscribed', 'opt_in'],
    ['pending_double_opt_in', 'opt_in'],
    ['pending_double_opt_in', 'confirmation_word'],
    ['pending_double_opt_in', 'opt_out'],
    ['unknown', 'opt_in'],
  ])('leaves %s alone when an older %s arrives', (state, says) => {
    const now = standing(state);

    expect(decide(now, saying(says, -10 * SECOND))).toEqual({
      effect: 'late',
      reason: 'older_than_state',
      standing: now,
    });
  });

  it('counts the first word of a number, however old', () => {
    expect(after(saying('opt_in', -3 * DAY)).state).toBe('subscribed');
  });
});

describe('the tie of two seconds', () => {
  it.each<[number, ConsentState, string]>([
    [0, 'unsubscribed', 'opt_out_wins_tie'],
    [1, 'unsubscribed', 'opt_out_wins_tie'],
    [TIE_MS, 'unsubscribed', 'opt_out_wins_tie'],
    [TIE_MS + 1, 'subscribed', 'opt_in'],
  ])('an opt-in %d ms after an opt-out leaves the number %s', (gap, state, reason) => {
    expect(after(saying('opt_out', 0), saying('opt_in', gap))).toMatchObject({ state, reasons: ['opt_out', reason] });
  });

  it.each<[number, ConsentState]>([
    [0, 'unsubscribed'],
    [TIE_MS, 'unsubscribed'],
    [TIE_MS + 1, 'subscribed'],
  ])('an opt-out that arrives later but was made %d ms before the opt-in leaves the number %s', (gap, state) => {
    expect(after(saying('opt_in', 0), saying('opt_out', -gap)).state).toBe(state);
  });

  it('also ends an open prompt', () => {
    expect(after(saying('prompt_word', 0), saying('opt_out', -1)).state).toBe('unsubscribed');
  });

  it('does not apply inside one request, whose order is known', () => {
    const inOrder = after(saying('opt_out', 0, 'one call'), saying('opt_in', 0, 'one call'));

    expect(inOrder).toMatchObject({ state: 'subscribed', effects: ['changed', 'changed'] });
  });

  it('applies to the first statement of a request against what was stored before', () => {
    expect(decide(standing('unsubscribed'), saying('opt_in', 1)).reason).toBe('opt_out_wins_tie');
  });
});

describe('double opt-in', () => {
  it.each<[string, number, ConsentState, string]>([
    ['on day 29', 29 * DAY, 'subscribed', 'double_opt_in_confirmed'],
    ['in the last millisecond', PROMPT_OPEN_MS, 'subscribed', 'double_opt_in_confirmed'],
    ['one millisecond later', PROMPT_OPEN_MS + 1, 'pending_double_opt_in', 'double_opt_in_prompt'],
    ['on day 31', 31 * DAY, 'pending_double_opt_in', 'double_opt_in_prompt'],
  ])('a confirmation %s', (_when, at, state, reason) => {
    expect(after(saying('prompt_word', 0), saying('confirmation_word', at))).toMatchObject({
      state,
      reasons: ['double_opt_in_prompt', reason],
    });
  });

  it('starts the 30 days again with a second prompt word', () => {
    const said = [
      saying('prompt_word', 0),
      saying('prompt_word', 20 * DAY),
      saying('confirmation_word', 49 * DAY),
    ] as const;

    expect(after(...said)).toMatchObject({ state: 'subscribed', effects: ['changed', 'repeated', 'changed'] });
  });

  it('asks again when the confirmation came too late, and takes that one', () => {
    const said = [
      saying('prompt_word', 0),
      saying('confirmation_word', 31 * DAY),
      saying('confirmation_word', 32 * DAY),
    ];

    expect(after(...said).state).toBe('subscribed');
  });

  it('forgets the prompt after an opt-out', () => {
    const said = [saying('prompt_word', 0), saying('opt_out', DAY), saying('confirmation_word', 2 * DAY)];

    expect(after(...said).state).toBe('pending_double_opt_in');
  });
});

describe('inherit', () => {
  it.each<ConsentState>(['subscribed', 'unsubscribed', 'pending_double_opt_in'])(
    'takes over %s with its time',
    (state) => {
      expect(inherit(NEVER_SPOKEN, standing(state))).toEqual(standing(state));
    },
  );

  it.each<ConsentState>(['subscribed', 'unsubscribed', 'pending_double_opt_in'])('keeps %s', (state) => {
    expect(inherit(standing(state), standing('subscribed'))).toBeNull();
  });

  it('takes nothing from a number of which nothing is known', () => {
    expect(inherit(NEVER_SPOKEN, NEVER_SPOKEN)).toBeNull();
  });
});

describe('whatever the order of arrival', () => {
  // Steps of half a second, so that ties of every kind are common.
  const statement = fc.record({ says: fc.constantFrom('opt_in', 'opt_out'), halfSeconds: fc.nat(40) });
  const arrivals = fc.array(statement, { minLength: 1, maxLength: 12 });
  const play = (list: readonly { says: string; halfSeconds: number }[]) =>
    after(...list.map(({ says, halfSeconds }) => saying(says as Statement['says'], halfSeconds * 500)));
  const newest = (list: readonly { says: string; halfSeconds: number }[], says: string) =>
    Math.max(-Infinity, ...list.filter((each) => each.says === says).map(({ halfSeconds }) => halfSeconds * 500));

  it('a number is subscribed exactly when its newest opt-in is clearly newer than its newest opt-out', () => {
    fc.assert(
      fc.property(arrivals, (list) => {
        const subscribed = newest(list, 'opt_in') > newest(list, 'opt_out') + TIE_MS;
        expect(play(list).state).toBe(subscribed ? 'subscribed' : 'unsubscribed');
      }),
      { numRuns: 2_000 },
    );
  });

  it('texts in any interleaving, also with double opt-in, never end subscribed after a newest opt-out', () => {
    const anything = fc.record({
      says: fc.constantFrom('opt_in', 'prompt_word', 'confirmation_word', 'opt_out', 'suspected_opt_out'),
      halfSeconds: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 12 }), (list) => {
        const optOut = Math.max(newest(list, 'opt_out'), newest(list, 'suspected_opt_out'));
        const optIn = Math.max(...['opt_in', 'prompt_word', 'confirmation_word'].map((says) => newest(list, says)));
        fc.pre(optIn <= optOut + TIE_MS);
        expect(play(list).state).toBe('unsubscribed');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('endTenure', () => {
  const at = new Date(T0 + DAY);

  it.each<[ConsentState]>([['subscribed'], ['unsubscribed'], ['pending_double_opt_in']])('ends %s', (state) => {
    expect(endTenure(standing(state), at)).toEqual({ state: 'unknown', occurredAt: at, request: null });
    expect(endTenure(standing(state, DAY), at)).not.toBeNull();
  });

  it.each<[string, Standing]>([
    ['nobody ever spoke', NEVER_SPOKEN],
    ['it has ended already', standing('unknown', 0)],
    ['the next owner has spoken', standing('subscribed', DAY + 1)],
  ])('changes nothing where %s', (_why, now) => {
    expect(endTenure(now, at)).toBeNull();
  });

  it('leaves a late text of the previous owner without effect, and hears the next one', () => {
    const ended = endTenure(standing('unsubscribed'), at)!;

    expect(decide(ended, saying('opt_in', DAY - SECOND)).reason).toBe('older_than_state');
    expect(decide(ended, saying('opt_in', DAY + SECOND)).standing.state).toBe('subscribed');
  });
});

import { anIdentifiedMessage } from '../../test/builders/identified-message.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { ConsentBook } from './consent-book.js';
import type { ConsentKey } from './consent-key.js';
import type { Statement } from './consent.js';
import { evidenceOfMessage } from './evidence.js';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const [ADA, BOB] = ['+14155550001', '+14155550002'].map((number) => PhoneNumber.fromE164(number)) as [
  PhoneNumber,
  PhoneNumber,
];
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));
const keyOf = (groupId: string, number = ADA): ConsentKey => ({ workspaceId: WORKSPACE, number, groupId });
const evidence = evidenceOfMessage(anIdentifiedMessage({}));

/** A book in which opt-outs of Ada, and only hers, reach all groups. */
function aBook(): ConsentBook {
  let ids = 0;
  return new ConsentBook([], {
    recordedAt: minute(0),
    newId: () => `change ${(ids += 1)}`,
    scopeOf: ({ number }) => (number.equals(ADA) ? 'all_groups' : 'group'),
  });
}

function say(book: ConsentBook, key: ConsentKey, says: Statement['says'], at: number, request = `request ${at}`) {
  return book.take(key, { says, occurredAt: minute(at), request }, evidence);
}

describe('an opt-out that reaches all groups', () => {
  it('says which groups it ended, and leaves other numbers alone', () => {
    const book = aBook();
    for (const number of [ADA, BOB]) for (const group of ['a', 'b', 'c']) say(book, keyOf(group, number), 'opt_in', 1);
    say(book, keyOf('c'), 'opt_out', 2);
    say(book, keyOf('b'), 'opt_in', 3);

    expect(say(book, keyOf('a', BOB), 'opt_out', 4).alsoLeft).toEqual([]);
    expect(say(book, keyOf('a'), 'opt_out', 4).alsoLeft).toEqual(['b']);
    expect(book.state(keyOf('b', BOB))).toBe('subscribed');
  });

  it('stands against an opt-in from before that arrives later, also where the number had left already', () => {
    const book = aBook();
    say(book, keyOf('a'), 'opt_in', 1);
    say(book, keyOf('b'), 'opt_out', 1);
    say(book, keyOf('a'), 'opt_out', 9);

    expect(say(book, keyOf('b'), 'opt_in', 5)).toMatchObject({ effect: 'late', after: 'unsubscribed' });
    expect(say(book, keyOf('b'), 'opt_in', 12)).toMatchObject({ effect: 'changed', after: 'subscribed' });
  });

  it('ends no group in which somebody has said otherwise since', () => {
    const book = aBook();
    say(book, keyOf('a'), 'opt_in', 1);
    say(book, keyOf('b'), 'opt_in', 9);

    expect(say(book, keyOf('a'), 'opt_out', 5)).toMatchObject({ effect: 'changed', alsoLeft: [] });
    expect(book.changes.at(-1)).toMatchObject({ groupId: 'b', effect: 'late', reason: 'older_than_state' });
  });

  it('is taken down once per group, however many of them one request names', () => {
    const groups = Array.from({ length: 100 }, (_, n) => `group ${n}`);
    const book = aBook();
    for (const group of groups) say(book, keyOf(group), 'opt_in', 1);
    for (const group of groups) say(book, keyOf(group), 'opt_out', 5, 'one call');

    const rows = book.changes.filter(({ action }) => action === 'opt_out');
    expect(rows.filter(({ effect }) => effect === 'changed')).toHaveLength(100);
    expect(rows).toHaveLength(199);
  });
});

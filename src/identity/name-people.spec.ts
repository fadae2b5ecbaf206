import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { addAliases, removableIds, renameExternalIds, updateAliases } from './name-people.js';
import { newProfile, type Profile } from './profile.js';
import type { AliasRow } from './alias-row.js';
import { ProfileSet } from './profile-set.js';
import { Fault } from './requests/entries.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const id = (letter: string) => letter.repeat(24);
const person = (letter: string, externalId: string | null = letter): Profile => ({
  ...newProfile(id(letter), new Date('2026-01-01T00:00:00Z')),
  externalId,
});
const alias = (letter: string, name: string, label = 'crm'): AliasRow => ({ label, name, brazeId: id(letter) });

const birth = { newId: () => id('f'), now: NOW, phoneOf: () => ({ e164: null, unformatted: '', valid: null }) };

/** `a` and `b`, `a` having been `old` before. */
function setOf(aliases: AliasRow[] = []): ProfileSet {
  return new ProfileSet([person('a'), person('b')], aliases, birth, new Map([['old', id('a')]]));
}

describe('addAliases', () => {
  it.each<[string, { externalId: string | null; name: string }, AliasRow[], string | null]>([
    ['to a known external id', { externalId: 'a', name: 'n' }, [alias('a', 'n')], null],
    ['to one before a rename', { externalId: 'old', name: 'n' }, [alias('a', 'n')], null],
    ['not to an unknown one', { externalId: 'x', name: 'n' }, [], 'unknown_external_id'],
    ['to a profile of its own', { externalId: null, name: 'n' }, [alias('f', 'n')], null],
    ['not when the pair is taken', { externalId: 'a', name: 'taken' }, [], 'alias_taken'],
    ['nor when it is the person’s already', { externalId: 'b', name: 'taken' }, [], 'unchanged'],
    ['nor for a new profile', { externalId: null, name: 'taken' }, [], 'alias_taken'],
    ['nor when the person goes by another name', { externalId: 'b', name: 'n' }, [], 'label_taken'],
  ])('%s', (_, { externalId, name }, added, reason) => {
    const set = setOf([alias('b', 'taken')]);

    const outcomes = addAliases(set, [{ externalId, label: 'crm', name }]);

    expect(outcomes.map((inVain) => inVain?.reason ?? null)).toEqual([reason]);
    expect(set.changes().aliasesAdded).toEqual(added);
    expect(set.changes().written.map(({ brazeId }) => brazeId)).toEqual(added[0]?.brazeId === id('f') ? [id('f')] : []);
  });
});

describe('updateAliases', () => {
  const update = (...updates: [string, string][]) => {
    const set = setOf([alias('a', 'n'), alias('b', 'm')]);
    updateAliases(
      set,
      updates.map(([name, newName]) => ({ label: 'crm', name, newName })),
    );
    return set.changes();
  };

  it('notes the number that a profile went by, as it does of a phone that changes', () => {
    const [before, after] = ['+14155550001', '+14155550002'];
    const set = setOf([alias('a', before, 'phone'), alias('b', after, 'phone')]);
    updateAliases(set, [{ label: 'phone', name: before, newName: 'none' }]);
    const phone = (e164: string) => ({ e164: PhoneNumber.fromE164(e164), unformatted: e164.slice(1), valid: true });
    const known = new ProfileSet([{ ...person('a'), phone: phone(before) }], [], birth);
    known.put({ ...person('a'), phone: phone(after) });

    expect(set.changes().numbersGivenUp).toEqual([{ brazeId: id('a'), number: before }]);
    expect(known.changes().numbersGivenUp).toEqual([{ brazeId: id('a'), number: before }]);
  });

  it.each<[string, [string, string][], object]>([
    ['a free name', [['n', 'x']], { aliasesDropped: [alias('a', 'n')], aliasesAdded: [alias('a', 'x')] }],
    ['not a taken one', [['n', 'm']], { aliasesDropped: [], aliasesAdded: [], aliasesMoved: [] }],
    ['not of nobody', [['x', 'y']], { aliasesDropped: [], aliasesAdded: [] }],
    [
      'two names change places over a third',
      [
        ['n', 't'],
        ['m', 'n'],
        ['t', 'm'],
      ],
      { aliasesMoved: [alias('b', 'n'), alias('a', 'm')], aliasesAdded: [], aliasesDropped: [] },
    ],
  ])('%s', (_, updates, expected) => {
    expect(update(...updates)).toMatchObject(expected);
  });
});

describe('renameExternalIds', () => {
  const rename = (...pairs: [string, string][]) =>
    renameExternalIds(
      setOf(),
      pairs.map(([currentId, newId], index) => ({ index, currentId, newId })),
    );

  it.each<[string, [string, string], string | null]>([
    ['to a free one', ['a', 'new'], null],
    ['of nobody', ['x', 'new'], `0: 'current_external_id' not found`],
    ['of one before a rename', ['old', 'new'], `0: 'current_external_id' is deprecated`],
    ['to somebody’s', ['a', 'b'], `0: 'new_external_id' is already in use`],
    ['to one before a rename', ['b', 'old'], `0: 'new_external_id' is already in use`],
    ['to the same', ['a', 'a'], `0: 'current_external_id' and 'new_external_id' must differ`],
  ])('%s', (_, pair, error) => {
    const { done, former, errors } = rename(pair);

    expect(errors).toEqual(error === null ? [] : [error]);
    expect(done).toHaveLength(error === null ? 1 : 0);
    expect(former).toEqual(error === null ? [{ externalId: 'a', brazeId: id('a') }] : []);
  });

  it('twice in one request, and the fault of another', () => {
    const fault = new Fault('no');
    const renames = [
      { index: 0, currentId: 'a', newId: 'n' },
      { index: 1, fault },
      { index: 2, currentId: 'n', newId: 'm' },
    ];

    expect(renameExternalIds(setOf(), renames)).toEqual({
      done: [
        { currentId: 'a', newId: 'n' },
        { currentId: 'n', newId: 'm' },
      ],
      former: [
        { externalId: 'a', brazeId: id('a') },
        { externalId: 'n', brazeId: id('a') },
      ],
      errors: ['1: no'],
      inVain: [],
    });
  });
});

describe('removableIds', () => {
  it('are those from before a rename, each once', () => {
    const removals = ['old', 'a', 'x', 'old'].map((externalId, index) => ({ index, externalId }));

    expect(removableIds(setOf(), removals)).toEqual({
      removed: ['old'],
      errors: ["1: 'external_ids' is not deprecated", "2: 'external_ids' not found", "3: 'external_ids' not found"],
      inVain: [
        { index: 1, reason: 'current_external_id', identifier: { kind: 'external_id', externalId: 'a' } },
        { index: 2, reason: 'unknown_external_id', identifier: { kind: 'external_id', externalId: 'x' } },
        { index: 3, reason: 'unknown_external_id', identifier: { kind: 'external_id', externalId: 'old' } },
      ],
    });
  });
});

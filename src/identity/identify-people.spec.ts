import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { identifyPeople, mergePeople } from './identify-people.js';
import type { Selector } from './prioritization.js';
import { newProfile, type Profile } from './profile.js';
import type { AliasRow } from './alias-row.js';
import { ProfileSet } from './profile-set.js';
import { only } from './requests/selectors.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const id = (letter: string) => letter.repeat(24);
const email = 'e@x.com';
const person = (letter: string, changes: Partial<Profile> = {}): Profile => ({
  ...newProfile(id(letter), new Date('2026-01-01T00:00:00Z')),
  ...changes,
});
const alias = (letter: string, name: string, label = 'phone'): AliasRow => ({ label, name, brazeId: id(letter) });
const byAlias = (name: string): Selector => only({ kind: 'alias', label: 'phone', name });
const byId = (externalId: string): Selector => only({ kind: 'external_id', externalId });
const byEmail: Selector = { identifier: { kind: 'email', email }, prioritization: ['unidentified'] };

function setOf(people: Profile[], aliases: AliasRow[] = []): ProfileSet {
  return new ProfileSet(people, aliases, {
    newId: () => id('f'),
    now: NOW,
    phoneOf: (e164: PhoneNumber) => ({ e164, unformatted: '', valid: true }),
  });
}

describe('identifyPeople', () => {
  const anonymous = person('a', { fields: { email, first_name: 'Anon' } });
  const known = person('b', { externalId: 'b' });

  it.each<
    [string, { people: Profile[]; aliases: AliasRow[]; source: Selector; id?: string }, 'named' | 'merged' | 'nothing']
  >([
    ['an unknown id is given', { people: [anonymous], aliases: [alias('a', 'n')], source: byAlias('n') }, 'named'],
    [
      'a known one takes him in',
      { people: [anonymous, known], aliases: [alias('a', 'n')], source: byAlias('n') },
      'merged',
    ],
    ['by email too', { people: [anonymous, known], aliases: [], source: byEmail }, 'merged'],
    [
      'not with another name under the label of the request',
      { people: [anonymous, known], aliases: [alias('a', 'n'), alias('b', 'm')], source: byAlias('n') },
      'nothing',
    ],
    [
      'but with one under another label',
      {
        people: [anonymous, known],
        aliases: [alias('a', 'n'), alias('a', '1', 'crm'), alias('b', '2', 'crm')],
        source: byAlias('n'),
      },
      'merged',
    ],
    [
      'by email not with any label that both have',
      { people: [anonymous, known], aliases: [alias('a', 'n'), alias('b', 'm')], source: byEmail },
      'nothing',
    ],
    ['an unknown alias names nobody', { people: [known], aliases: [], source: byAlias('n') }, 'nothing'],
    [
      'who is identified already stays so',
      { people: [known], aliases: [alias('b', 'n')], source: byAlias('n') },
      'nothing',
    ],
    [
      'also with another id',
      { people: [known], aliases: [alias('b', 'n')], source: byAlias('n'), id: 'other' },
      'nothing',
    ],
  ])('%s', (_, { people, aliases, source, id: externalId = 'b' }, outcome) => {
    const set = setOf(people, aliases);

    identifyPeople(set, { accepted: [{ externalId, source }], dataMoved: true });

    const { written, gone, aliasesAdded } = set.changes();
    expect(gone).toEqual(outcome === 'merged' ? [id('a')] : []);
    expect(written.map(({ brazeId }) => brazeId)).toEqual(
      { named: [id('a')], merged: [id('b')], nothing: [] }[outcome],
    );
    expect(aliasesAdded).toEqual([]);
    if (outcome === 'named') expect(written[0]).toEqual({ ...anonymous, externalId: 'b', updatedAt: NOW });
    if (outcome === 'merged') expect(written[0]!.fields).toEqual({ email, first_name: 'Anon' });
  });

  it('with merge_behavior none the alias moves and the rest is set aside', () => {
    const set = setOf([anonymous, known], [alias('a', 'n')]);

    identifyPeople(set, { accepted: [{ externalId: 'b', source: byAlias('n') }], dataMoved: false });

    expect(set.changes()).toMatchObject({ written: [], gone: [id('a')], aliasesMoved: [alias('b', 'n')] });
    expect(set.merges()).toEqual([]);
    expect(set.undoableMerges()).toMatchObject([{ keptId: id('b'), goneId: id('a'), dataMoved: false }]);
  });

  it('two ids for one alias: the first one has it', () => {
    const set = setOf([anonymous], [alias('a', 'n')]);
    const accepted = ['x', 'y'].map((externalId) => ({ externalId, source: byAlias('n') }));

    identifyPeople(set, { accepted, dataMoved: true });

    expect(set.changes().written).toMatchObject([{ externalId: 'x' }]);
  });
});

describe('mergePeople', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => person(letter, { externalId: letter })) as [
    Profile,
    Profile,
    Profile,
  ];
  const merged = (...pairs: [Selector, Selector][]) => {
    const set = setOf([a, b, c], [alias('a', 'n')]);
    mergePeople(
      set,
      pairs.map(([toMerge, toKeep]) => ({ toMerge, toKeep })),
    );
    return set.merges().map(({ goneId, keptId }) => `${goneId[0]!}>${keptId[0]!}`);
  };

  it.each<[string, [Selector, Selector][], string[]]>([
    ['one into another', [[byId('a'), byId('b')]], ['a>b']],
    ['named by alias', [[byAlias('n'), byId('b')]], ['a>b']],
    ['nobody into himself', [[byId('a'), byAlias('n')]], []],
    [
      'nobody unknown',
      [
        [byId('x'), byId('a')],
        [byId('a'), byId('x')],
      ],
      [],
    ],
    [
      'a chain',
      [
        [byId('a'), byId('b')],
        [byId('b'), byId('c')],
      ],
      ['a>b', 'b>c'],
    ],
    [
      'who is gone is nobody',
      [
        [byId('a'), byId('b')],
        [byId('a'), byId('c')],
      ],
      ['a>b'],
    ],
    [
      'his alias names the one who has it now',
      [
        [byId('a'), byId('b')],
        [byAlias('n'), byId('c')],
      ],
      ['a>b', 'b>c'],
    ],
  ])('%s', (_, pairs, expected) => {
    expect(merged(...pairs)).toEqual(expected);
  });
});

import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { ConcurrentChange } from '../kernel/database/database-errors.js';
import { bootModule, TEST_WORKSPACE, type TestApp } from '../../test/support/app.js';
import { newProfile, type Profile } from './profile.js';
import { ProfileRepository } from './profile.repository.js';
import type { AliasRow } from './alias-row.js';
import { FormerNumberRepository } from './former-number.repository.js';
import type { ProfileSetChanges } from './profile-set.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const id = (letter: string) => letter.repeat(24);
const phone = { e164: PhoneNumber.fromE164('+14155552671'), unformatted: '4155552671', valid: true };
const person = (letter: string, changes: Partial<Profile> = {}): Profile => ({
  ...newProfile(id(letter), NOW),
  ...changes,
});
const alias = (letter: string, name: string, label = 'phone'): AliasRow => ({ label, name, brazeId: id(letter) });

describe('ProfileRepository', () => {
  const repository = new ProfileRepository(new FormerNumberRepository());
  let app: TestApp;

  beforeAll(async () => {
    app = await bootModule({ imports: [] });
  });

  afterAll(() => app.close());

  beforeEach(() => app.rows('truncate profile, profile_alias'));

  const save = (changes: Partial<ProfileSetChanges>) =>
    app.work((work) => {
      const nothing = {
        written: [],
        gone: [],
        aliasesAdded: [],
        aliasesMoved: [],
        aliasesDropped: [],
        numbersGivenUp: [],
      };
      return repository.save(work, TEST_WORKSPACE, { ...nothing, ...changes }, NOW);
    });
  const all = async (...letters: string[]) => {
    const found = await app.work((work) => repository.findMany(work, TEST_WORKSPACE, letters.map(id)));
    return found.toSorted((left, right) => (left.brazeId < right.brazeId ? -1 : 1));
  };
  const aliases = (...letters: string[]) =>
    app.work((work) => repository.findAliases(work, TEST_WORKSPACE, letters.map(id)));
  const holders = async (most: number | null, ...identifiers: ProfileIdentifier[]) => {
    const found = await app.work((work) => repository.findHolders(work, TEST_WORKSPACE, identifiers, most));
    return found.map(({ position, brazeId }) => `${position} ${brazeId[0]!}`);
  };

  it('gives back what it was given, and keeps birth when it writes again', async () => {
    const full = person('a', {
      externalId: 'a',
      phone,
      fields: { email: 'A@x.com', first_name: "O'Hara", dob: '1815-12-10', time_zone: 'Europe/Rome' },
      attributes: new Map<string, unknown>([['current_location', { longitude: 1, latitude: 2 }]]),
      custom: new Map<string, unknown>([
        ['list', ['a', 1, null, { deep: '🙂' }]],
        ['__proto__', 5],
      ]),
      totalRevenue: 12345678.9,
    });
    await save({ written: [full, person('b')] });
    expect(await all('a', 'b', 'c')).toEqual([full, person('b')]);

    const later = new Date(NOW.getTime() + 1);
    await save({ written: [{ ...person('a'), updatedAt: later, createdAt: later }] });
    expect(await all('a')).toEqual([{ ...person('a'), updatedAt: later }]);
  });

  it('moves, drops and adds aliases in an order in which they never stand in each other’s way', async () => {
    await save({
      written: [person('a'), person('b')],
      aliasesAdded: [alias('a', 'n'), alias('b', 'm'), alias('b', '1', 'crm')],
    });

    await save({
      gone: [id('a')],
      aliasesDropped: [alias('b', 'm')],
      aliasesMoved: [alias('b', 'n')],
      aliasesAdded: [alias('b', 'x', 'web')],
    });

    expect(await all('a', 'b')).toEqual([person('b')]);
    expect(await aliases('a', 'b')).toEqual([alias('b', '1', 'crm'), alias('b', 'n'), alias('b', 'x', 'web')]);
  });

  it.each<[string, Partial<ProfileSetChanges>]>([
    ['an external id', { written: [person('b', { externalId: 'a' })] }],
    ['an alias', { written: [person('b')], aliasesAdded: [alias('b', 'n')] }],
    ['a label', { aliasesAdded: [alias('a', 'other')] }],
  ])('says that the world moved when somebody else took %s', async (_, changes) => {
    await save({ written: [person('a', { externalId: 'a' })], aliasesAdded: [alias('a', 'n')] });

    await expect(save(changes)).rejects.toThrow(ConcurrentChange);
    expect(await all('b')).toEqual([]);
  });

  it('finds holders of every kind of identifier, in the order asked', async () => {
    const fields = { email: 'E@x.com' };
    await save({
      written: [person('a', { externalId: 'a', fields }), person('b', { phone }), person('c')],
      aliasesAdded: [alias('c', 'n')],
    });

    const asked: ProfileIdentifier[] = [
      { kind: 'alias', label: 'phone', name: 'n' },
      { kind: 'email', email: 'e@X.com' },
      { kind: 'external_id', externalId: 'A' },
      { kind: 'phone', number: phone.e164 },
      { kind: 'external_id', externalId: 'a' },
      { kind: 'alias', label: 'crm', name: 'n' },
      { kind: 'braze_id', brazeId: id('c') },
    ];
    expect(await holders(1, ...asked)).toEqual(['0 c', '1 a', '3 b', '4 a', '6 c']);
    expect(await holders(1)).toEqual([]);
  });

  it('finds of many holders only the first in precedence, unless all are wanted', async () => {
    const at = (day: number) => ({ updatedAt: new Date(Date.UTC(2026, 0, day)), fields: { email: 'e@x.com' }, phone });
    await save({
      written: [
        person('a', at(1)),
        person('b', at(9)),
        person('c', { ...at(2), externalId: 'c' }),
        person('d', { ...at(3), externalId: 'd' }),
      ],
    });

    for (const identifier of [
      { kind: 'email', email: 'e@x.com' },
      { kind: 'phone', number: phone.e164 },
    ] as const) {
      expect(await holders(2, identifier)).toEqual(['0 d', '0 c']);
      expect(await holders(null, identifier)).toEqual(['0 d', '0 c', '0 b', '0 a']);
    }
  });

  it('sees nothing of another workspace', async () => {
    await save({ written: [person('a', { externalId: 'a', phone })], aliasesAdded: [alias('a', 'n')] });
    const elsewhere = '01900000-0000-7000-8000-000000000002';

    const found = await app.work((work) =>
      repository.findHolders(
        work,
        elsewhere,
        [
          { kind: 'external_id', externalId: 'a' },
          { kind: 'alias', label: 'phone', name: 'n' },
          { kind: 'phone', number: phone.e164 },
          { kind: 'braze_id', brazeId: id('a') },
        ],
        null,
      ),
    );

    expect(found).toEqual([]);
  });
});

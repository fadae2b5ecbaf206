import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { type Fault, faults } from './fault.js';
import { readIdentifier, readPhone } from './identifier.js';

/** Knows one number in one spelling. */
class OnePhone extends PhoneReader {
  readPersonPhone(input: string | number) {
    const unformatted = String(input).replace(/\D/g, '');
    const e164 = unformatted === '4155552671' ? PhoneNumber.fromE164('+14155552671') : null;
    return { e164, unformatted, valid: e164 && true, country: e164 && 'US' };
  }
}

const read = (object: Record<string, unknown>, links = true) =>
  readIdentifier(object, { links, phone: readPhone(object, new OnePhone()) });
const number = PhoneNumber.fromE164('+14155552671');
const user_alias = { alias_label: 'l', alias_name: 'n' };
const alias: ProfileIdentifier = { kind: 'alias', label: 'l', name: 'n' };
const BRAZE_ID = '6561c9e0aaaaaaaaaaaaaaaa';

describe('readIdentifier', () => {
  it.each<[Record<string, unknown>, ProfileIdentifier | Fault]>([
    [{ external_id: 'a' }, { kind: 'external_id', externalId: 'a' }],
    [{ external_id: 12345 }, { kind: 'external_id', externalId: '12345' }],
    [{ external_id: -1.5 }, { kind: 'external_id', externalId: '-1.5' }],
    [
      { external_id: 'a', email: 'not one', phone: 'x' },
      { kind: 'external_id', externalId: 'a' },
    ],
    [
      { external_id: 'a', user_alias: null, braze_id: null },
      { kind: 'external_id', externalId: 'a' },
    ],
    [{ user_alias }, alias],
    [{ user_alias: { ...user_alias, external_id: '5' }, email: 'n@x.com' }, alias],
    [{ user_alias: { alias_label: 1, alias_name: 2 } }, { kind: 'alias', label: '1', name: '2' }],
    [{ braze_id: BRAZE_ID.toUpperCase() }, { kind: 'braze_id', brazeId: BRAZE_ID }],
    [
      { email: ' A@x.com ', phone: '4155552671' },
      { kind: 'email', email: 'A@x.com' },
    ],
    [
      { email: null, phone: '4155552671' },
      { kind: 'phone', number },
    ],
    [{ phone: 4155552671 }, { kind: 'phone', number }],
    [{}, faults.noIdentifier],
    [{ external_id: null, phone: null }, faults.noIdentifier],
    [{ external_id: '' }, faults.noIdentifier],
    [{ external_id: true }, faults.noIdentifier],
    [{ external_id: ['a'] }, faults.noIdentifier],
    [{ external_id: {}, email: 'a@x.com' }, faults.noIdentifier],
    [{ external_id: 2 ** 53 }, faults.noIdentifier],
    [{ external_id: 'x'.repeat(987) }, { kind: 'external_id', externalId: 'x'.repeat(987) }],
    [{ external_id: 'x'.repeat(988) }, faults.externalIdTooLarge],
    [{ external_id: 'é'.repeat(494) }, faults.externalIdTooLarge],
    [{ user_alias: { alias_label: 'l' } }, faults.noIdentifier],
    [{ user_alias: { alias_label: '', alias_name: 'n' } }, faults.noIdentifier],
    [{ user_alias: 'l:n' }, faults.noIdentifier],
    [{ user_alias: { ...user_alias, alias_name: 'é'.repeat(494) } }, faults.aliasTooLarge],
    [{ user_alias: { ...user_alias, alias_label: 'l'.repeat(988) } }, faults.aliasTooLarge],
    [{ braze_id: 'xyz' }, faults.noIdentifier],
    [{ email: 'nobody' }, faults.email],
    [{ email: '' }, faults.email],
    [{ email: 5 }, faults.email],
    [{ phone: '12345' }, faults.noIdentifier],
    [{ phone: true }, faults.noIdentifier],
    [{ external_id: 'a', braze_id: BRAZE_ID }, faults.twoIdentifiers],
    [{ user_alias, braze_id: BRAZE_ID }, faults.twoIdentifiers],
    [{ external_id: 'a', user_alias, braze_id: BRAZE_ID }, faults.twoIdentifiers],
  ])('of %j', (object, expected) => {
    expect(read(object)).toEqual(expected);
  });

  it('links an alias and an external id only where that is wanted', () => {
    const object = { user_alias, external_id: 7 };

    expect(read(object)).toEqual({ ...alias, kind: 'link', externalId: '7' });
    expect(read(object, false)).toBe(faults.twoIdentifiers);
    expect(read({ ...object, external_id: '' })).toBe(faults.noIdentifier);
    expect(read({ ...object, user_alias: {} })).toBe(faults.noIdentifier);
  });

  it('looks at a very long email in no time', () => {
    expect(read({ email: `a@${'.a'.repeat(1_000_000)}@` })).toBe(faults.email);
  });
});

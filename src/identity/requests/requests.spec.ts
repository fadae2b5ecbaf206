import type { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import { readAliasUpdates, readNewAliases } from './alias-requests.js';
import { readDeleteRequest } from './delete-request.js';
import { told } from './entries.js';
import { readRemovals, readRenames } from './external-id-requests.js';
import { readIdentifyRequest } from './identify-request.js';
import { readMergeRequest } from './merge-request.js';

/** Reads what has a `+`. */
const phones: PhoneReader = {
  readPersonPhone: (input) => {
    const e164 = String(input).startsWith('+') ? PhoneNumber.fromE164(String(input)) : null;
    return { e164, unformatted: '', valid: null, country: null };
  },
};
const alias = { alias_label: 'l', alias_name: 'n' };
const pair = { label: 'l', name: 'n' };
const prioritization = ['unidentified'];

describe('new aliases', () => {
  it.each<[unknown, unknown]>([
    [alias, { ...pair, externalId: null }],
    [
      { ...alias, external_id: 7 },
      { ...pair, externalId: '7' },
    ],
    [
      { ...alias, external_id: null },
      { ...pair, externalId: null },
    ],
    [{ user_alias: { ...alias, external_id: 'inner' } }, { ...pair, externalId: null }],
    [
      { user_alias: alias, external_id: 'u' },
      { ...pair, externalId: 'u' },
    ],
    [
      { user_alias: null, ...alias },
      { ...pair, externalId: null },
    ],
    [
      { alias_label: 1, alias_name: 2 },
      { label: '1', name: '2', externalId: null },
    ],
    [{ alias_label: 'l' }, "0: 'alias_name' is required"],
    [{ alias_name: 'n', alias_label: '' }, "0: 'alias_label' is not valid"],
    [{ ...alias, external_id: '' }, "0: 'external_id' is not valid"],
    [{ ...alias, external_id: true }, "0: 'external_id' is not valid"],
    [{ ...alias, external_id: 2 ** 60 }, "0: 'external_id' is not valid"],
    [{ ...alias, external_id: 'é'.repeat(494) }, "0: 'external_id' is too large"],
    [
      { ...alias, alias_name: 'a\u0000b' },
      { label: 'l', name: 'a\uFFFDb', externalId: null },
    ],
    [{ user_alias: 'l:n' }, "0: 'user_alias' must be an object"],
  ])('%j', (entry, expected) => {
    const { accepted, errors } = readNewAliases({ user_aliases: [entry] });

    expect([...accepted, ...errors]).toEqual([expected]);
  });

  it.each([undefined, null, {}, 'x', [1], [null]])('as %j are no request', (user_aliases) => {
    expect(() => readNewAliases({ user_aliases })).toThrow("'user_aliases' must be an array of objects");
  });

  it('tell of those refused, unless all are', () => {
    expect(told(`'user_aliases' field`, readNewAliases({ user_aliases: [] }))).toEqual({});
    expect(told(`'user_aliases' field`, readNewAliases({ user_aliases: [alias, {}] }))).toEqual({
      errors: ["1: 'alias_name' is required"],
    });
    expect(() => told(`'user_aliases' field`, readNewAliases({ user_aliases: [{}] }))).toThrow(
      new InvalidRequest("Valid data must be provided in the 'user_aliases' field."),
    );
  });
});

describe('alias updates', () => {
  it.each<[unknown, unknown]>([
    [
      { alias_label: 'l', old_alias_name: 'n', new_alias_name: 3 },
      { ...pair, newName: '3' },
    ],
    [{ alias_label: 'l', old_alias_name: 'n' }, "0: 'new_alias_name' is required"],
    [{ alias_label: 'l', new_alias_name: 'n' }, "0: 'old_alias_name' is required"],
    [{ old_alias_name: 'l', new_alias_name: 'n' }, "0: 'alias_label' is required"],
  ])('%j', (entry, expected) => {
    const { accepted, errors } = readAliasUpdates({ alias_updates: [entry] });

    expect([...accepted, ...errors]).toEqual([expected]);
  });
});

describe('identify', () => {
  it.each<[string, unknown, unknown]>([
    ['aliases_to_identify', { external_id: 1, user_alias: alias }, { kind: 'alias', ...pair }],
    ['aliases_to_identify', { user_alias: alias }, "'external_id' is required"],
    ['aliases_to_identify', { external_id: '1' }, "'user_alias' is required"],
    [
      'emails_to_identify',
      { external_id: '1', email: ' e@x.com ', prioritization },
      { kind: 'email', email: 'e@x.com' },
    ],
    ['emails_to_identify', { external_id: '1', email: 'e@x.com' }, "'prioritization' is required"],
    [
      'emails_to_identify',
      { external_id: '1', email: 'e@x.com', prioritization: ['x'] },
      "'prioritization' is not valid",
    ],
    ['emails_to_identify', { external_id: '1', prioritization }, "'email' is required"],
    [
      'phone_numbers_to_identify',
      { external_id: '1', phone: '+14155552671', prioritization },
      { kind: 'phone', number: PhoneNumber.fromE164('+14155552671') },
    ],
    ['phone_numbers_to_identify', { external_id: '1', phone: '12', prioritization }, "'phone' is not valid"],
  ])('%s of %j', (name, entry, expected) => {
    const { accepted, errors } = readIdentifyRequest({ [name]: [entry] }, phones);

    expect([...accepted.map(({ source }) => source.identifier), ...errors]).toEqual([
      typeof expected === 'string' ? `${name}[0]: ${expected}` : expected,
    ]);
  });

  it.each<[unknown, boolean]>([
    [undefined, true],
    [null, true],
    ['merge', true],
    ['none', false],
  ])('with merge_behavior %j moves data: %p', (merge_behavior, dataMoved) => {
    expect(readIdentifyRequest({ aliases_to_identify: [], merge_behavior }, phones).dataMoved).toBe(dataMoved);
  });

  it.each<[object, string]>([
    [{}, "'aliases_to_identify' must be an array of objects"],
    [{ aliases_to_identify: null }, "'aliases_to_identify' must be an array of objects"],
    [{ emails_to_identify: {} }, "'emails_to_identify' must be an array of objects"],
    [{ phone_numbers_to_identify: ['+1'] }, "'phone_numbers_to_identify' must be an array of objects"],
    [{ aliases_to_identify: Array(51).fill({}) }, 'The max number of ids per request was exceeded'],
    [{ aliases_to_identify: [], merge_behavior: 'all' }, "'merge_behavior' must be 'merge' or 'none'"],
  ])('%j is refused', (body, message) => {
    expect(() => readIdentifyRequest(body, phones)).toThrow(new InvalidRequest(message));
  });

  it('takes fifty in each array', () => {
    const entry = { external_id: '1', user_alias: alias, email: 'e@x.com', phone: '+14155552671', prioritization };
    const fifty = Array<object>(50).fill(entry);
    const body = { aliases_to_identify: fifty, emails_to_identify: fifty, phone_numbers_to_identify: fifty };

    expect(readIdentifyRequest(body, phones).accepted).toHaveLength(150);
  });
});

describe('merge', () => {
  it.each<[object, unknown]>([
    [{ external_id: 5 }, { kind: 'external_id', externalId: '5' }],
    [
      { external_id: 'a', email: null },
      { kind: 'external_id', externalId: 'a' },
    ],
    [{ user_alias: alias }, { kind: 'alias', ...pair }],
    [
      { email: 'e@x.com', prioritization },
      { kind: 'email', email: 'e@x.com' },
    ],
    [
      { phone: '+14155552671', prioritization },
      { kind: 'phone', number: PhoneNumber.fromE164('+14155552671') },
    ],
  ])('of %j', (identifier, expected) => {
    const update = { identifier_to_merge: identifier, identifier_to_keep: { external_id: 'k' } };

    expect(readMergeRequest({ merge_updates: [update] }, phones)[0]!.toMerge.identifier).toEqual(expected);
  });

  it.each<[object, string]>([
    [{ email: 'e@x.com' }, "'prioritization' is required"],
    [{ phone: '12', prioritization }, "'phone' is not valid"],
  ])('of %j is refused', (identifier, message) => {
    const update = { identifier_to_merge: identifier, identifier_to_keep: { external_id: 'k' } };

    expect(() => readMergeRequest({ merge_updates: [update] }, phones)).toThrow(new InvalidRequest(message));
  });
});

describe('external ids', () => {
  it('to rename keep their places', () => {
    const external_id_renames = [{ current_external_id: 1, new_external_id: 'b' }, { new_external_id: 'b' }];

    expect(readRenames({ external_id_renames })).toMatchObject([
      { index: 0, currentId: '1', newId: 'b' },
      { index: 1, fault: { text: "'current_external_id' is required" } },
    ]);
  });

  it('to remove are texts or numbers', () => {
    expect(readRemovals({ external_ids: ['a', 2, null] })).toMatchObject([
      { externalId: 'a' },
      { externalId: '2' },
      { fault: { text: "'external_ids' is required" } },
    ]);
    expect(() => readRemovals({})).toThrow("'external_ids' must be an array of strings");
  });
});

describe('delete', () => {
  it.each<[object, unknown]>([
    [{ external_ids: [1] }, { kind: 'external_id', externalId: '1' }],
    [
      { user_aliases: [alias], external_ids: [] },
      { kind: 'alias', ...pair },
    ],
    [{ braze_ids: ['A'.repeat(24)] }, { kind: 'braze_id', brazeId: 'a'.repeat(24) }],
    [{ email_addresses: [{ email: 'e@x.com', prioritization }] }, { kind: 'email', email: 'e@x.com' }],
    [{ braze_ids: ['x'] }, "0: 'braze_ids' is not valid"],
    [{ email_addresses: ['e@x.com'] }, '0: must be an object'],
    [
      { email_addresses: [{ email: 'e@x.com', prioritization: ['least_recently_updated'] }] },
      "0: 'prioritization' is not valid",
    ],
  ])('%j', (body, expected) => {
    const { accepted, errors } = readDeleteRequest(body, phones);

    expect([...accepted.map(({ identifier }) => identifier), ...errors]).toEqual([expected]);
  });

  it('of an empty list deletes nobody', () => {
    expect(readDeleteRequest({ external_ids: [] }, phones)).toMatchObject({ accepted: [], errors: [] });
  });
});

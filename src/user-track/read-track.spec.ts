import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { readTrack, type TrackReading } from './read-track.js';
import { trackAnswer } from './track-answer.js';
import { readTrackBody } from './track-body.js';

/** Ten digits are an American number, anything else is only digits. */
class TenDigits extends PhoneReader {
  readPersonPhone(input: string | number) {
    const unformatted = String(input).replace(/\D/g, '');
    const e164 = unformatted.length === 10 ? PhoneNumber.fromE164(`+1${unformatted}`) : null;
    return { e164, unformatted, valid: e164 && true, country: e164 && 'US' };
  }
}

const now = new Date('2026-11-22T12:00:00.000Z');

function read(body: unknown, blockedIds: readonly string[] = []): TrackReading {
  const known = { knownGroups: new Set<string>(), blockedIds: new Set(blockedIds) };
  const options = { phones: new TenDigits(), links: true, now, ...known };
  return readTrack(readTrackBody(body, 'per_array'), options);
}

describe('readTrack', () => {
  it('keeps the place of every object, and goes on after a bad one', () => {
    const { attributes, events, purchases, refused } = read({
      attributes: [null, { external_id: 'a' }, 'x', { email: 'bad' }, { external_id: 'b' }],
      events: [{ external_id: 'a' }, { external_id: 'a', name: 'seen', time: '2026-11-20' }],
    });

    expect(attributes.map(({ place }) => place.index)).toEqual([1, 4]);
    expect(events.map(({ place }) => place)).toEqual([{ inputArray: 'events', index: 1 }]);
    expect(purchases).toEqual([]);
    expect(refused.map(({ place: { inputArray, index }, type }) => `${inputArray} ${index} ${type}`)).toEqual([
      "attributes 0 'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
      "attributes 2 'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
      "attributes 3 The value provided for the 'email' field is not a valid email.",
      "events 0 'name' is required",
    ]);
  });

  it('makes every text storable', () => {
    const { attributes } = read({ attributes: [{ external_id: 'a\0', first_name: '\ud800', 'k\0': ['\0'] }] });

    expect(attributes).toMatchObject([
      {
        identifier: { externalId: 'a\ufffd' },
        fields: { first_name: '\ufffd' },
        custom: { 'k\ufffd': { kind: 'set', value: ['\ufffd'] } },
      },
    ]);
  });

  it('refuses blocked external ids, also as the target of a link, and nothing else that is spelled like one', () => {
    const user_alias = { alias_label: 'l', alias_name: 'null' };
    const { attributes, events, refused } = read(
      {
        attributes: [
          { external_id: 'null' },
          { external_id: 0 },
          { external_id: 'null', user_alias },
          { user_alias },
          { external_id: 'Null' },
        ],
        events: [{ external_id: 'null', name: 'seen', time: '2026-11-20' }],
      },
      ['null', '0'],
    );

    expect([attributes, events].map((list) => list.map(({ place }) => place.index))).toEqual([[3, 4], []]);
    expect(refused.map(({ place: { inputArray, index }, type }) => `${inputArray} ${index} ${type}`)).toEqual(
      ['attributes 0', 'attributes 1', 'attributes 2', 'events 0'].map(
        (place) => `${place} provided external_id is blacklisted and disallowed`,
      ),
    );
  });

  it('refuses an object that is nested too deeply, and only that', () => {
    const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
    const { attributes, refused } = read({ attributes: [{ external_id: 'a', deep }, { external_id: 'b' }] });

    expect(attributes).toHaveLength(1);
    expect(refused.map(({ type }) => type)).toEqual(['The object is nested too deeply']);
  });

  it.each<[unknown, unknown]>([
    [undefined, undefined],
    [null, null],
    ['n/a', undefined],
    ['', undefined],
    [true, undefined],
    ['(415) 555-2671', { e164: PhoneNumber.fromE164('+14155552671'), unformatted: '4155552671', valid: true }],
    [4155552671, { e164: PhoneNumber.fromE164('+14155552671'), unformatted: '4155552671', valid: true }],
    ['12 34', { e164: null, unformatted: '1234', valid: null }],
  ])('phone %j of an identified profile', (phone, change) => {
    expect(
      read({ attributes: [{ external_id: 'a', ...(phone === undefined ? {} : { phone }) }] }).attributes,
    ).toMatchObject([{ phone: change }]);
  });

  it.each<[unknown, unknown]>([
    ['a@x.com', { email: 'a@x.com' }],
    [null, { email: null }],
    [undefined, {}],
  ])('email %j of an identified profile', (email, fields) => {
    const object = { external_id: 'a', ...(email === undefined ? {} : { email }) };

    expect(read({ attributes: [object] }).attributes.map((each) => each.fields)).toEqual([fields]);
  });

  it.each([
    [true, true],
    [false, false],
    ['false', undefined],
    [null, undefined],
  ])('_update_existing_only %j is %j', (_update_existing_only, expected) => {
    const { attributes } = read({ attributes: [{ external_id: 'a', _update_existing_only }] });

    expect(attributes[0]!.updateExistingOnly).toBe(expected);
  });

  it('accepts a push import that names nobody, and drops it', () => {
    const body = readTrackBody({ attributes: [{ push_token_import: true, push_tokens: [] }] }, 'per_array');
    const { attributes, refused } = read(body);

    expect([attributes, refused]).toEqual([[], []]);
    expect(trackAnswer(body, refused)).toEqual({ attributes_processed: 1, message: 'success' });
  });
});

describe('readTrackBody', () => {
  const objects = (count: number) => Array.from({ length: count }, () => ({}));

  it.each([
    ['per_array', 75, 75, true],
    ['per_array', 76, 0, false],
    ['per_array', 0, 76, false],
    ['combined', 40, 35, true],
    ['combined', 40, 36, false],
  ] as const)('%s: %d attributes and %d purchases: %p', (mode, attributes, purchases, allowed) => {
    const sent = { attributes: objects(attributes), purchases: objects(purchases) };
    const reading = () => readTrackBody(sent, mode);

    if (allowed) expect(reading()).toEqual({ ...sent, events: [] });
    else expect(reading).toThrow('Max Input Length Exceeded');
  });

  it.each([undefined, null, [], 'x', { attributes: {} }, { events: null, partner: 'p' }])(
    '%j has no objects',
    (body) => {
      expect(readTrackBody(body, 'per_array')).toEqual({ attributes: [], events: [], purchases: [] });
    },
  );
});

describe('trackAnswer', () => {
  const body = { attributes: [1, 2], events: [1], purchases: [] };
  const refusal = (inputArray: 'attributes' | 'events', index: number) => ({ place: { inputArray, index }, type: 't' });

  it('counts what was accepted, with entries in the order of the request', () => {
    expect(trackAnswer(body, [refusal('events', 0), refusal('attributes', 1)])).toEqual({
      attributes_processed: 1,
      events_processed: 0,
      errors: [
        { type: 't', input_array: 'attributes', index: 1 },
        { type: 't', input_array: 'events', index: 0 },
      ],
      message: 'success',
    });
    expect(trackAnswer(body, [])).toEqual({ attributes_processed: 2, events_processed: 1, message: 'success' });
  });

  it('refuses a request of which nothing is left', () => {
    const all = [refusal('attributes', 0), refusal('attributes', 1), refusal('events', 0)];
    const message = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

    expect(() => trackAnswer(body, all)).toThrow(message);
    expect(() => trackAnswer({ attributes: [], events: [], purchases: [] }, [])).toThrow(message);
  });
});

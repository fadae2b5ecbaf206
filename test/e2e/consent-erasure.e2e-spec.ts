import { DataSource } from 'typeorm';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { ErasureRecorded, PeopleErased } from '../../src/contracts/profile/people-erased.event.js';
import { Dispatcher } from '../../src/kernel/road/dispatcher.js';
import type { ConsentProof } from '../../src/subscriptions/ledger/consent-proof.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { audit, everythingSealed, judge } from '../support/ledger.js';

const ACTOR = '01900000-0000-7000-8000-0000000000aa';

let hark: TestHark;
let lastNumber = 14155553000;

beforeAll(async () => {
  hark = await bootHark();
});

afterAll(() => hark.close());

function aNumber(): string {
  lastNumber += 1;
  return `+${lastNumber}`;
}

async function texts(number: string, ...words: readonly string[]): Promise<void> {
  for (const word of words) await hark.text(number, word);
}

/** Erases numbers the way the deletion of their people does. */
async function erase(...numbers: readonly string[]): Promise<void> {
  hark.clock.advance(60_000);
  await hark.work(async (work) => {
    await work.lock('number', numbers);
    const people = {
      workspaceId: hark.workspaceId,
      brazeIds: [],
      numbers: numbers.map((number) => PhoneNumber.fromE164(number)),
      sharedNumbers: [],
      actor: ACTOR,
    };
    await hark.app.get(Dispatcher).run(new PeopleErased(work, people), ErasureRecorded);
  });
  hark.clock.advance(60_000);
}

/** A client puts the profile of a number into a group. */
async function subscribeByApi(number: string, groupId: string, state = 'subscribed'): Promise<void> {
  hark.clock.advance(60_000);
  const subscription_groups = [{ subscription_group_id: groupId, subscription_state: state }];
  const body = { attributes: [{ external_id: `person ${number}`, phone: number, subscription_groups }] };
  expect((await hark.request('POST', '/users/track', { body })).status).toBe(201);
}

async function proofOf(number: string): Promise<ConsentProof> {
  return (await hark.request('GET', `/admin/consent/${number}/proof`)).body as ConsentProof;
}

async function newestOf(number: string): Promise<Record<string, unknown>> {
  return (await hark.request('GET', `/admin/consent/${number}`)).body.history[0] as Record<string, unknown>;
}

describe('erasing a number', () => {
  it('leaves the number nowhere in the consent tables, and the ledger whole', async () => {
    const number = aNumber();
    await texts(number, 'START', 'STOP');
    await everythingSealed(hark);
    await texts(number, 'please stop texting me');
    await erase(number);
    await everythingSealed(hark);

    for (const table of ['consent', 'consent_change', 'consent_subject', 'consent_seal', 'erased_number']) {
      const rows = await hark.rows(`select from ${table} as t where t::text like $1`, [`%${number.slice(1)}%`]);
      expect({ table, rows }).toEqual({ table, rows: [] });
    }
    const history = await hark.rows(
      `select number, profile_ids, provider_message_id from consent_change where source = 'keyword' and number like 'erased:%'`,
    );
    expect(new Set(history.map(({ profile_ids }) => JSON.stringify(profile_ids)))).toEqual(new Set(['[]']));
    expect(history.every(({ provider_message_id }) => provider_message_id === null)).toBe(true);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
    expect(await hark.status(hark.promo, number)).toBe('Unknown');
  });

  it('keeps a proof without names for whoever brings the number', async () => {
    const number = aNumber();
    await texts(number, 'START', 'STOP');
    await erase(number);
    await texts(number, 'START');
    const proof = await proofOf(number);

    expect(proof.chains).toMatchObject([
      {
        number: expect.stringMatching(/^erased:/) as string,
        secret: null,
        records: [
          { evidence: { action: 'opt_in' }, personal: null },
          { evidence: { action: 'opt_out' }, personal: null },
          { evidence: { action: 'reset', source: 'erasure', actor: ACTOR, state_before: 'unsubscribed' } },
        ],
      },
      { number, records: [{ evidence: { action: 'opt_in', record_number: 1, previous_hash: null } }] },
    ]);
    expect(await judge(proof)).toMatchObject({ code: 0 });
  });

  it('can be done again, and of many at once, and of somebody unknown', async () => {
    const [one, other, stranger] = [aNumber(), aNumber(), aNumber()];
    await texts(one, 'STOP');
    await texts(other, 'START');
    await erase(one, other, stranger);
    await erase(one, other, stranger);

    const known = await hark.rows<{ groups_left: string[] }>(
      'select groups_left from erased_number order by erased_at',
    );
    expect(known.slice(-2).map(({ groups_left }) => groups_left)).toEqual(
      expect.arrayContaining([[hark.promo], []]) as unknown,
    );
    expect((await proofOf(stranger)).chains).toHaveLength(1);
    expect((await proofOf(one)).chains).toHaveLength(2);
  });

  it('is the only change the history allows, once', async () => {
    const number = aNumber();
    await texts(number, 'STOP');
    const name = 'erased:01900000-0000-7000-8000-000000000001';
    const change = (sets: string) => hark.rows(`update consent_change set ${sets} where number = $1`, [number]);

    await expect(change(`number = '${name}'`)).rejects.toThrow(/only erased/);
    await expect(change(`number = '+14155550000', profile_ids = '{}', provider_message_id = null`)).rejects.toThrow(
      /only erased/,
    );
    await expect(
      change(`number = '${name}', profile_ids = '{}', provider_message_id = null, state_after = 'subscribed'`),
    ).rejects.toThrow(/only erased/);
    await erase(number);
    await expect(
      hark.rows(`update consent_change set number = '${name}' where number like 'erased:%'`),
    ).rejects.toThrow(/only erased/);
  });

  it('waits for the sealer, and the sealer for it', async () => {
    const numbers = Array.from({ length: 20 }, aNumber);
    await Promise.all(numbers.map((number) => texts(number, 'STOP')));
    await Promise.all([...numbers.map((number) => erase(number)), texts(aNumber(), 'START', 'STOP', 'START')]);
    await everythingSealed(hark);

    const secrets = await hark.rows('select from consent_subject where number = any($1)', [numbers]);
    expect(secrets).toEqual([]);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
  });
});

describe('a number that was erased after leaving', () => {
  it('is not put back by the API, not even by way of an opt-out', async () => {
    const number = aNumber();
    await texts(number, 'START', 'STOP');
    await erase(number);
    await subscribeByApi(number, hark.promo);
    const refused = await newestOf(number);
    await subscribeByApi(number, hark.promo, 'unsubscribed');
    await subscribeByApi(number, hark.promo);

    expect(refused).toMatchObject({ effect: 'late', reason: 'left_before_erasure', source: 'api', action: 'opt_in' });
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null });
  });

  it('is put back by the API in groups it had not left', async () => {
    const number = aNumber();
    await texts(number, 'STOP');
    await erase(number);
    await subscribeByApi(number, hark.news);

    expect(await hark.status(hark.news, number)).toBe('Subscribed');
  });

  it('comes back by its own text, and is then like anybody', async () => {
    const number = aNumber();
    await texts(number, 'START', 'STOP');
    await erase(number);
    await texts(number, 'START');
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    await texts(number, 'STOP');
    await subscribeByApi(number, hark.promo);

    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
  });

  it('does not inherit a subscription from the number a profile had before', async () => {
    const [before, after] = [aNumber(), aNumber()];
    await texts(after, 'STOP');
    await erase(after);
    await subscribeByApi(before, hark.promo);
    const body = { attributes: [{ external_id: `person ${before}`, phone: after }] };
    expect((await hark.request('POST', '/users/track', { body })).status).toBe(201);

    expect(await newestOf(after)).toMatchObject({ action: 'inherit', effect: 'late', reason: 'left_before_erasure' });
    expect(await hark.status(hark.promo, after)).not.toBe('Subscribed');
  });

  it('is remembered over a second erasure, until it has come back by itself', async () => {
    const [faithful, back] = [aNumber(), aNumber()];
    for (const number of [faithful, back]) {
      await texts(number, 'STOP');
      await erase(number);
    }
    await texts(back, 'START');
    for (const number of [faithful, back]) {
      await subscribeByApi(number, hark.promo);
      await erase(number);
      await subscribeByApi(number, hark.promo);
    }

    expect(await hark.status(hark.promo, faithful)).toBe('Unknown');
    expect(await hark.status(hark.promo, back)).toBe('Subscribed');
  });
});

import { DataSource } from 'typeorm';
import { CountSilence } from '../../src/replies/clarifications/count-silence.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { audit, everythingSealed } from '../support/ledger.js';

const HOUR = 3_600_000;

let hark: TestHark;
let people = 0;

beforeAll(async () => {
  hark = await bootHark();
  await scope([
    { country: 'US', scope: 'all_groups', from: '2020-01-01' },
    { country: 'FR', scope: 'all_groups', from: '2020-01-01' },
  ]);
});

afterAll(() => hark.close());

const scope = (scopes: object[]) => hark.request('PUT', '/admin/workspace', { body: { opt_out_scopes: scopes } });
const anAmerican = () => `+1917222${String((people += 1)).padStart(4, '0')}`;
const aFrenchNumber = () => `+3361230${String((people += 1)).padStart(4, '0')}`;
const aBriton = () => `+44770090${String((people += 1)).padStart(4, '0')}`;

const post = async (path: string, body: object) => {
  hark.clock.advance(60_000);
  const answer = await hark.request('POST', path, { body });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
};
const set = (subscription_state: string, phone: string, subscription_group_id = hark.promo) =>
  post('/subscription/status/set', { subscription_group_id, subscription_state, phone: [phone] });
const track = (phone: string, ...subscription_groups: object[]) =>
  post('/users/track', { attributes: [{ external_id: `person ${phone}`, phone, subscription_groups }] });
const wish = (subscription_group_id: string, subscription_state: string) => ({
  subscription_group_id,
  subscription_state,
});

/** Somebody in both groups, known by an external id. */
const inBoth = async (phone = anAmerican()) => {
  await track(phone, wish(hark.promo, 'subscribed'), wish(hark.news, 'subscribed'));
  expect(await statusOf(phone)).toEqual(['Subscribed', 'Subscribed']);
  return phone;
};
const statusOf = async (phone: string) => [await hark.status(hark.promo, phone), await hark.status(hark.news, phone)];
const keyId = async () => (await hark.rows<{ id: string }>('select id from api_key'))[0]!.id;

interface OptOutRow {
  readonly id: string;
  readonly group_id: string;
  readonly reason: string;
  readonly source: string;
  readonly effect: string;
  readonly actor: string | null;
  readonly rule: string | null;
  readonly origin_change_id: string | null;
  readonly inbound_message_id: string | null;
}
const optOutsOf = (phone: string) =>
  hark.rows<OptOutRow>(
    `select id, group_id, reason, source, effect, actor, rule, origin_change_id, inbound_message_id
       from consent_change where number = $1 and action = 'opt_out' order by seq`,
    [phone],
  );

describe('an opt-out that reaches all groups of its country', () => {
  it.each<[string, (phone: string) => Promise<unknown>]>([
    ['/subscription/status/set', (phone) => set('unsubscribed', phone)],
    [
      '/v2/subscription/status/set',
      (phone) =>
        post('/v2/subscription/status/set', {
          subscription_groups: [{ ...wish(hark.promo, 'unsubscribed'), external_ids: [`person ${phone}`] }],
        }),
    ],
    ['/users/track', (phone) => track(phone, wish(hark.promo, 'unsubscribed'))],
  ])('by %s ends them all, and each row says which one it was said in, and by whom', async (_route, leave) => {
    const phone = await inBoth();
    await leave(phone);

    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
    const [said, reached, ...more] = await optOutsOf(phone);
    const call = { source: 'api', effect: 'changed', actor: await keyId() };
    expect([said, reached, more]).toMatchObject([
      { ...call, group_id: hark.promo, reason: 'opt_out', origin_change_id: null },
      { ...call, group_id: hark.news, reason: 'opt_out_all_groups', origin_change_id: said!.id },
      [],
    ]);
  });

  it('by silence ends them all, each by the text that was asked about', async () => {
    const phone = aFrenchNumber();
    await inBoth(phone);
    await hark.text(phone, 'goodbye');
    hark.clock.advance(25 * HOUR);
    await hark.app.get(CountSilence).countOnce();

    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
    const [said, reached] = await optOutsOf(phone);
    const silence = { source: 'intent', rule: 'clarify_timeout', inbound_message_id: said!.inbound_message_id };
    expect([said, reached]).toMatchObject([
      { ...silence, group_id: hark.promo, reason: 'clarify_timeout', origin_change_id: null },
      { ...silence, group_id: hark.news, reason: 'opt_out_all_groups', origin_change_id: said!.id },
    ]);
  });

  it('by text says the same, and the trace tells which groups were left', async () => {
    const phone = await inBoth();
    await hark.text(phone, 'STOP');

    const [said, reached] = await optOutsOf(phone);
    expect([said, reached]).toMatchObject([
      { source: 'keyword', origin_change_id: null },
      { source: 'keyword', reason: 'opt_out_all_groups', origin_change_id: said!.id },
    ]);
    expect((await hark.lastText(phone)).trace.consent).toMatchObject({ also_left: [hark.news] });
  });

  it('leaves other countries alone, by the API too', async () => {
    const phone = aBriton();
    await inBoth(phone);
    await set('unsubscribed', phone);

    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Subscribed']);
  });

  it('is obeyed in the order of one call', async () => {
    const [stays, leaves] = [await inBoth(), await inBoth()];
    await track(stays, wish(hark.promo, 'unsubscribed'), wish(hark.news, 'subscribed'));
    await track(leaves, wish(hark.news, 'subscribed'), wish(hark.promo, 'unsubscribed'));

    expect(await statusOf(stays)).toEqual(['Unsubscribed', 'Subscribed']);
    expect(await statusOf(leaves)).toEqual(['Unsubscribed', 'Unsubscribed']);
  });

  it('writes one row per group when one call names them all', async () => {
    const phone = await inBoth();
    await track(phone, wish(hark.promo, 'unsubscribed'), wish(hark.news, 'unsubscribed'));

    expect((await optOutsOf(phone)).map(({ group_id, effect, reason }) => [group_id, effect, reason])).toEqual([
      [hark.promo, 'changed', 'opt_out'],
      [hark.news, 'changed', 'opt_out_all_groups'],
      [hark.news, 'repeated', 'opt_out'],
    ]);
  });

  it('lets people come back to one group by the API, later', async () => {
    const phone = await inBoth();
    await set('unsubscribed', phone);
    await set('subscribed', phone, hark.news);

    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Subscribed']);
  });

  it('is written down also in groups that were left already, against a START from before that arrives later', async () => {
    const phone = await inBoth();
    const texts = async () => (await hark.lastText(phone)).id as string;
    await set('unsubscribed', phone, hark.news);
    await set('subscribed', phone, hark.promo);
    await hark.text(phone, 'STOP');

    expect((await optOutsOf(phone)).at(-1)).toMatchObject({
      group_id: hark.news,
      effect: 'repeated',
      reason: 'opt_out_all_groups',
      inbound_message_id: await texts(),
    });
  });

  it('counts also when it waited for a number', async () => {
    const [phone, loyal] = [anAmerican(), anAmerican()];
    for (const [person, last] of [
      [phone, 'unsubscribed'],
      [loyal, 'subscribed'],
    ] as const) {
      const someone = { external_id: `person ${person}` };
      const first = last === 'unsubscribed' ? 'subscribed' : 'unsubscribed';
      const [early, late] = last === 'unsubscribed' ? [hark.news, hark.promo] : [hark.promo, hark.news];
      await post('/users/track', { attributes: [{ ...someone, subscription_groups: [wish(early, first)] }] });
      await post('/users/track', { attributes: [{ ...someone, subscription_groups: [wish(late, last)] }] });
      await track(person);
    }

    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
    expect(await statusOf(loyal)).toEqual(['Unsubscribed', 'Subscribed']);
    expect((await optOutsOf(phone))[0]).toMatchObject({ source: 'phone_change', reason: 'opt_out_all_groups' });
  });

  it('leaves a ledger that holds', async () => {
    await everythingSealed(hark);

    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
  });
});

describe('a review of an opt-out that reached all groups', () => {
  const reviewsOf = async (number: string) => {
    const { reviews } = (await hark.request('GET', '/admin/reviews?limit=500')).body as {
      reviews: { id: string; from: string }[];
    };
    return reviews.filter(({ from }) => from === number);
  };
  const undo = (id: string) => hark.request('POST', `/admin/reviews/${id}/undo`, { body: {} });

  it('is one per text, and undone in all of them', async () => {
    const phone = await inBoth();
    await hark.text(phone, 'please stop texting me');
    const reviews = await reviewsOf(phone);
    expect(reviews).toHaveLength(1);
    expect((await undo(reviews[0]!.id)).status).toBe(200);

    expect(await statusOf(phone)).toEqual(['Subscribed', 'Subscribed']);
    const left = await optOutsOf(phone);
    expect(
      await hark.rows(
        `select group_id, origin_change_id from consent_change where number = $1 and source = 'operator'`,
        [phone],
      ),
    ).toEqual(left.map(({ id, group_id }) => ({ group_id, origin_change_id: id })));
  });

  it('is opened also when only other groups were left by it', async () => {
    const phone = await inBoth();
    await set('unsubscribed', phone);
    await set('subscribed', phone, hark.news);
    await hark.text(phone, 'please stop texting me');
    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
    const [review] = await reviewsOf(phone);

    expect((await undo(review!.id)).status).toBe(200);
    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Subscribed']);
  });

  it.each([
    ['the same group', '55555'],
    ['another group', '66666'],
  ])('takes nothing back after a real STOP to %s', async (_which, to) => {
    const phone = await inBoth();
    await hark.text(phone, 'please stop texting me');
    const [review] = await reviewsOf(phone);
    await hark.text(phone, 'STOP', { to });

    expect((await undo(review!.id)).status).toBe(409);
    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
  });

  it('leaves the group alone where somebody has spoken since', async () => {
    const phone = await inBoth();
    await hark.text(phone, 'please stop texting me');
    const [review] = await reviewsOf(phone);
    await hark.text(phone, 'START');

    expect((await undo(review!.id)).status).toBe(200);
    expect(await statusOf(phone)).toEqual(['Subscribed', 'Subscribed']);
    expect(
      await hark.rows(`select group_id from consent_change where number = $1 and source = 'operator'`, [phone]),
    ).toEqual([{ group_id: hark.news }]);
  });

  it('opens for silence too, with the clock of the text, and is undone like the others', async () => {
    const phone = aFrenchNumber();
    await inBoth(phone);
    hark.clock.set(new Date('2027-03-01T12:00:00.000Z'));
    await hark.text(phone, 'goodbye');
    hark.clock.advance(25 * HOUR);
    await hark.app.get(CountSilence).countOnce();

    const [review, ...more] = await reviewsOf(phone);
    expect([review, more]).toMatchObject([
      {
        status: 'open',
        category: 'suspected_opt_out',
        rule: 'clarify_timeout',
        body: 'goodbye',
        language: 'en',
        score: expect.any(Number),
        keyword_set_version: expect.stringMatching(/\d/),
        received_at: '2027-03-01T12:00:03.000Z',
        due_on: '2027-03-15',
        subscription_group_id: hark.promo,
      },
      [],
    ]);
    expect((await undo(review!.id)).body).toMatchObject({ status: 'undone' });
    expect(await statusOf(phone)).toEqual(['Subscribed', 'Subscribed']);
    const { text } = await hark.request('GET', '/admin/reviews/export');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toContainEqual({
      text: 'goodbye',
      label: 'other',
      language: 'en',
      rule: 'clarify_timeout',
      decided: 'suspected_opt_out',
    });
  });

  it('opens none for silence that changed nothing', async () => {
    const [early, back] = [aFrenchNumber(), aFrenchNumber()];
    for (const phone of [early, back]) {
      await inBoth(phone);
      await hark.text(phone, 'goodbye');
    }
    await set('unsubscribed', early);
    await set('subscribed', back);
    await set('subscribed', back, hark.news);
    hark.clock.advance(25 * HOUR);
    await hark.app.get(CountSilence).countOnce();

    expect(await statusOf(back)).toEqual(['Subscribed', 'Subscribed']);
    expect([await reviewsOf(early), await reviewsOf(back)]).toEqual([[], []]);
  });

  it('is not undone once the person answered for themselves', async () => {
    const phone = aFrenchNumber();
    await inBoth(phone);
    await hark.text(phone, 'goodbye');
    await hark.text(phone, 'No.');
    await hark.app.get(CountSilence).countOnce();
    const [review] = await reviewsOf(phone);
    expect(review).toMatchObject({ rule: 'clarify_no' });
    await hark.text(phone, 'STOP');

    expect((await undo(review!.id)).status).toBe(409);
    expect(await statusOf(phone)).toEqual(['Unsubscribed', 'Unsubscribed']);
  });
});

import { bootHark, type TestHark } from '../support/hark.js';

/** Inferred opt-outs from the text to the labelled example, on the whole product. */
describe('a review on the road', () => {
  let hark: TestHark;
  let people = 0;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  const aSubscriber = async () => {
    const number = `+1917666${String((people += 1)).padStart(4, '0')}`;
    await hark.text(number, 'START');
    return number;
  };
  const reviewsOf = async (number: string) => {
    const { reviews } = (await hark.request('GET', '/admin/reviews?limit=500')).body as {
      reviews: { id: string; from: string; [key: string]: unknown }[];
    };
    return reviews.filter(({ from }) => from === number);
  };
  const undo = (id: string) => hark.request('POST', `/admin/reviews/${id}/undo`, { body: { reason: 'misread' } });
  const historyOf = async (number: string) =>
    (await hark.request('GET', `/admin/consent/${encodeURIComponent(number)}`)).body.history as Record<
      string,
      unknown
    >[];
  const keyId = async () => (await hark.rows<{ id: string }>('select id from api_key'))[0]!.id;

  it.each([
    ['please stop texting me', 'intent', 'opt_out'],
    ['stpo', 'typo', 'opt_out'],
    ['goodbye', 'intent-soft', 'suspected_opt_out'],
  ])('opens one for %j', async (text, rule, category) => {
    const number = await aSubscriber();
    await hark.text(number, text);

    expect(await reviewsOf(number)).toMatchObject([
      { status: 'open', rule, category, body: text, due_on: '2026-12-07' },
    ]);
  });

  it('opens none for the word itself, nor for a second text of somebody who left', async () => {
    const [literal, twice] = [await aSubscriber(), await aSubscriber()];
    await hark.text(literal, 'Please STOP');
    await hark.text(twice, 'stop texting me');
    await hark.text(twice, 'please stop texting me');

    expect(await reviewsOf(literal)).toEqual([]);
    expect(await reviewsOf(twice)).toHaveLength(1);
  });

  it('undoes: the person is subscribed again, and the history says who took it back, and which row', async () => {
    const number = await aSubscriber();
    await hark.text(number, 'stop texting me');
    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
    const [review] = await reviewsOf(number);

    const answer = await undo(review!.id);

    expect([answer.status, answer.body.status]).toEqual([200, 'undone']);
    expect(await hark.status(hark.promo, number)).toBe('Subscribed');
    const [newest] = await historyOf(number);
    expect(newest).toMatchObject({
      source: 'operator',
      reason: 'opt_out_refuted',
      state_before: 'unsubscribed',
      state_after: 'subscribed',
      actor: await keyId(),
      origin_change_id: review!['consent_change_id'],
    });
    expect(await hark.text(number, 'COUPONS')).toBe('Ten percent off.');
  });

  it('gives back no more than there was', async () => {
    const number = '+19176669999';
    await hark.text(number, 'stop texting me');
    const [review] = await reviewsOf(number);

    expect((await undo(review!.id)).status).toBe(200);

    expect(await hark.status(hark.promo, number)).toBe('Unknown');
  });

  it.each([
    ['the word STOP', (number: string) => hark.text(number, 'STOP')],
    ['START and STOP', async (number: string) => (await hark.text(number, 'START'), hark.text(number, 'STOP'))],
    ['START', (number: string) => hark.text(number, 'START')],
    [
      'an opt-out by the API',
      (number: string) =>
        hark.request('POST', '/subscription/status/set', {
          body: { subscription_group_id: hark.promo, subscription_state: 'unsubscribed', phone: [number] },
        }),
    ],
  ])('does not undo what %s came after', async (_label, speak) => {
    const number = await aSubscriber();
    await hark.text(number, 'stop texting me');
    const [review] = await reviewsOf(number);
    await speak(number);
    const before = [await hark.status(hark.promo, number), (await historyOf(number)).length];

    expect((await undo(review!.id)).status).toBe(409);

    expect([await hark.status(hark.promo, number), (await historyOf(number)).length]).toEqual(before);
    expect((await reviewsOf(number))[0]).toMatchObject({ status: 'open' });
  });

  it('never loses a STOP that arrives while the correction is made', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, aSubscriber));
    for (const number of numbers) await hark.text(number, 'stop texting me');
    const reviews = await Promise.all(numbers.map(reviewsOf));

    await Promise.all(numbers.flatMap((number, at) => [undo(reviews[at]![0]!.id), hark.text(number, 'STOP')]));

    const states = await Promise.all(numbers.map((number) => hark.status(hark.promo, number)));
    expect(new Set(states)).toEqual(new Set(['Unsubscribed']));
  });

  it('lets a STOP through that comes after the correction', async () => {
    const number = await aSubscriber();
    await hark.text(number, 'stop texting me');
    await undo((await reviewsOf(number))[0]!.id);

    await hark.text(number, 'STOP');

    expect(await hark.status(hark.promo, number)).toBe('Unsubscribed');
  });

  it('leaves the other groups of the number alone', async () => {
    const number = await aSubscriber();
    await hark.text(number, 'START', { to: '66666' });
    await hark.text(number, 'stop texting me', { to: '66666' });
    await hark.text(number, 'STOP');

    expect((await undo((await reviewsOf(number))[0]!.id)).status).toBe(200);

    expect([await hark.status(hark.news, number), await hark.status(hark.promo, number)]).toEqual([
      'Subscribed',
      'Unsubscribed',
    ]);
  });

  it('gives back all groups where the opt-out reached all, but for those spoken about since', async () => {
    const scope = (scopes: object[]) => hark.request('PUT', '/admin/workspace', { body: { opt_out_scopes: scopes } });
    const third = await hark.request('POST', '/admin/subscription_groups', { body: { name: 'Third' } });
    const number = await aSubscriber();
    await hark.text(number, 'START', { to: '66666' });
    const setThird = (subscription_state: string) =>
      hark.request('POST', '/subscription/status/set', {
        body: { subscription_group_id: third.body.id, subscription_state, phone: [number] },
      });
    await setThird('subscribed');
    await scope([{ country: 'US', scope: 'all_groups', from: '2026-01-01' }]);
    await hark.text(number, 'stop texting me');
    // Said of one group only: where opt-outs reach all of them, this one would too.
    await scope([]);
    await setThird('unsubscribed');
    const states = async () =>
      Promise.all([hark.promo, hark.news, third.body.id as string].map((group) => hark.status(group, number)));
    expect(await states()).toEqual(['Unsubscribed', 'Unsubscribed', 'Unsubscribed']);

    expect((await undo((await reviewsOf(number))[0]!.id)).status).toBe(200);

    expect(await states()).toEqual(['Subscribed', 'Subscribed', 'Unsubscribed']);
    expect((await historyOf(number)).filter(({ reason }) => reason === 'opt_out_refuted')).toHaveLength(2);
  });

  it('opens none for an explanation', async () => {
    const count = async () => (await hark.rows('select 1 from review')).length;
    const before = await count();

    const number = await aSubscriber();
    await hark.request('POST', '/admin/explain', { body: { text: 'stop texting me', sender: '55555', from: number } });

    expect(await count()).toBe(before);
  });

  it('exports the corrected and the confirmed ones, without numbers', async () => {
    const [wrong, right] = [await aSubscriber(), await aSubscriber()];
    await hark.text(wrong, 'no more texts while I drive');
    await hark.text(right, 'take me off your list');
    expect((await undo((await reviewsOf(wrong))[0]!.id)).status).toBe(200);
    await hark.request('POST', `/admin/reviews/${(await reviewsOf(right))[0]!.id}/confirm`);

    const { text } = await hark.request('GET', '/admin/reviews/export');

    const read = { language: 'en', rule: 'intent', decided: 'opt_out' };
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines.slice(-2)).toEqual([
      { text: 'no more texts while I drive', label: 'other', ...read },
      { text: 'take me off your list', label: 'opt_out', ...read },
    ]);
    expect(text).not.toContain('+1917');
  });
});

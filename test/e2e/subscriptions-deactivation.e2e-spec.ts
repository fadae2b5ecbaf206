import { ConsentEnded, NumbersDeactivated } from '../../src/contracts/delivery/numbers-deactivated.event.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { aFreshNumber, bootSubscriptions, type SubscriptionsApp } from '../support/subscriptions.js';

const T0 = Date.UTC(2026, 10, 1);
const DAY = 24 * 3_600_000;
const at = (ms: number) => new Date(T0 + ms);

let app: SubscriptionsApp;

beforeAll(async () => {
  app = await bootSubscriptions();
});
afterAll(() => app.close());

/** Reports lines as given up, a day after T0 unless said otherwise. */
async function deactivate(numbers: readonly string[], deactivatedAt = at(DAY), actor: string | null = null) {
  const deactivations = numbers.map((number) => ({ number: PhoneNumber.fromE164(number), deactivatedAt, actor }));
  await app.work((work) =>
    app.dispatcher.run(new NumbersDeactivated(work, app.workspaceId, deactivations), ConsentEnded),
  );
}
const subscribe = (from: string, id: string, when = at(0)) =>
  app.decide({ from, category: 'opt_in', keyword: 'START', group: { id }, at: when });

describe('a number whose line was given up', () => {
  it('stands nowhere again in every safe group, and keeps its history', async () => {
    const [number, other] = [aFreshNumber(), aFreshNumber()];
    const [joined, left] = [await app.aGroup(), await app.aGroup()];
    await subscribe(number, joined);
    await subscribe(other, joined);
    await app.decide({ from: number, group: { id: left }, at: at(0) });
    app.profiles.add({ brazeId: 'd'.repeat(24), externalId: 'gave-up', phoneE164: number, phoneShown: number });

    await deactivate([number], at(DAY), 'key');

    expect([await app.stateOf(number, joined), await app.stateOf(number, left)]).toEqual(['unknown', 'unknown']);
    expect(await app.stateOf(other, joined)).toBe('subscribed');
    const rows = await app.history(number);
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row['subscription_group_id'] === joined)).toMatchObject({
      action: 'reset',
      source: 'deactivation',
      reason: 'deactivated',
      effect: 'changed',
      state_before: 'subscribed',
      state_after: 'unknown',
      profile_ids: ['d'.repeat(24)],
      actor: 'key',
      occurred_at: at(DAY).toISOString(),
    });
  });

  it('is like one that nobody ever spoke about to the compatible API', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    app.profiles.add({ brazeId: 'c'.repeat(24), externalId: 'recycled', phoneE164: number, phoneShown: number });
    await subscribe(number, id);
    await deactivate([number]);

    const status = await app.request('GET', `/subscription/status/get?subscription_group_id=${id}&phone=${number}`);
    const user = await app.request('GET', '/subscription/user/status?external_id=recycled');

    expect(status.body).toMatchObject({ status: { [number]: 'Unknown' } });
    expect(user.body).toMatchObject({ users: [{ subscription_groups: [] }] });
  });

  it.each(['braze', 'adobe'])('keeps its state under policy %s', async (policy) => {
    const [number, id] = [aFreshNumber(), await app.aGroup({ policy })];
    await subscribe(number, id);

    await deactivate([number]);

    expect(await app.stateOf(number, id)).toBe('subscribed');
    expect(await app.history(number)).toHaveLength(1);
  });

  it('keeps what its next owner said since', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await subscribe(number, id, at(2 * DAY));

    await deactivate([number]);

    expect(await app.stateOf(number, id)).toBe('subscribed');
  });

  it('is ended once, however often it is reported', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await subscribe(number, id);

    await deactivate([number]);
    await deactivate([number], at(2 * DAY));

    expect(await app.history(number)).toHaveLength(2);
  });

  it('starts anew with the next owner', async () => {
    const [number, id] = [aFreshNumber(), await app.aGroup()];
    await app.decide({ from: number, group: { id }, at: at(0) });
    await deactivate([number]);

    expect(await subscribe(number, id, at(DAY + 60_000))).toMatchObject([
      { before: 'unknown', after: 'subscribed', effect: 'changed' },
    ]);
  });

  it('may be one of many, or nobody', async () => {
    const id = await app.aGroup();
    const numbers = Array.from({ length: 200 }, aFreshNumber);
    await app.decide(
      ...numbers.map((from) => ({ from, category: 'opt_in' as const, keyword: 'START', group: { id }, at: at(0) })),
    );

    await deactivate([]);
    await deactivate([...numbers, aFreshNumber()]);

    expect(
      await app.rows(`select state, count(*)::int as count from consent where group_id = $1 group by state`, [id]),
    ).toEqual([{ state: 'unknown', count: 200 }]);
  });
});

import { SenderIdentified } from '../../src/contracts/inbound/4-sender-identified.event.js';
import { SampleConnectionCreated, SampleSendersCreated } from '../../src/contracts/setup/workspace-created.event.js';
import { ConsentReader } from '../../src/contracts/readers/consent.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { anIdentifiedMessage } from '../builders/identified-message.js';
import { aFreshNumber, bootSubscriptions, CONNECTION, type SubscriptionsApp } from '../support/subscriptions.js';

const T0 = Date.UTC(2026, 10, 1);
const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const at = (ms: number) => new Date(T0 + ms);

let app: SubscriptionsApp;

beforeAll(async () => {
  app = await bootSubscriptions();
});

afterAll(() => app.close());

describe('texts that speak about consent', () => {
  it('subscribe and unsubscribe the number in the group of the sender, and nowhere else', async () => {
    const [from, id, other] = [aFreshNumber(), await app.aGroup(), await app.aGroup()];
    await app.decide({ from, category: 'opt_in', keyword: 'START', group: { id: other }, at: at(0) });

    expect(await app.decide({ from, category: 'opt_in', keyword: 'START', group: { id }, at: at(0) })).toEqual([
      {
        before: 'unknown',
        after: 'subscribed',
        effect: 'changed',
        changeId: expect.any(String) as string,
        alsoLeft: [],
        reason: 'opt_in',
      },
    ]);
    expect(await app.decide({ from, group: { id }, at: at(10 * SECOND) })).toMatchObject([
      { before: 'subscribed', after: 'unsubscribed', effect: 'changed', reason: 'opt_out' },
    ]);
    expect(await app.stateOf(from, id)).toBe('unsubscribed');
    expect(await app.stateOf(from, other)).toBe('subscribed');
  });

  it('are decided in the order of arrival when they share a batch, each seeing the one before', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    const group = { id };

    const decisions = await app.decide(
      { from, category: 'opt_in', keyword: 'START', group, at: at(0) },
      { from, category: 'custom', keyword: 'PROMO', group, at: at(1 * SECOND) },
      { from, category: 'opt_out', group, at: at(10 * SECOND) },
      { from, category: 'opt_out', group, at: at(11 * SECOND) },
      { from, category: 'custom', keyword: 'PROMO', group, at: at(12 * SECOND) },
      { from, category: 'opt_in', keyword: 'START', group, at: at(12 * SECOND) },
      { from, category: 'opt_in', keyword: 'START', group, at: at(5 * SECOND) },
    );

    expect(decisions.map(({ after, effect, reason }) => [after, effect, reason])).toEqual([
      ['subscribed', 'changed', 'opt_in'],
      ['subscribed', 'none', 'no_consent_keyword'],
      ['unsubscribed', 'changed', 'opt_out'],
      ['unsubscribed', 'repeated', 'opt_out'],
      ['unsubscribed', 'none', 'no_consent_keyword'],
      ['unsubscribed', 'late', 'opt_out_wins_tie'],
      ['unsubscribed', 'late', 'older_than_state'],
    ]);
    expect(decisions.map(({ changeId }) => changeId !== null)).toEqual([true, false, true, true, false, true, true]);
    expect((await app.history(from)).map(({ id: change }) => change)).toEqual(
      decisions.flatMap(({ changeId }) => changeId ?? []).reverse(),
    );
  });

  it('leave a late START in the history and the number unsubscribed', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    await app.decide({ from, group: { id }, at: at(60 * SECOND) });

    expect(await app.decide({ from, category: 'opt_in', keyword: 'START', group: { id }, at: at(0) })).toMatchObject([
      { after: 'unsubscribed', effect: 'late' },
    ]);
    expect((await app.history(from))[0]).toMatchObject({
      action: 'opt_in',
      effect: 'late',
      state_before: 'unsubscribed',
      state_after: 'unsubscribed',
      occurred_at: at(0).toISOString(),
    });
  });

  it('leave evidence naming every profile on the number', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    const profileIds = ['aaaaaaaaaaaaaaaaaaaaaaa1', 'aaaaaaaaaaaaaaaaaaaaaaa2'];
    const receivedAt = at(3 * SECOND);
    await app.decide({ from, rule: 'intent', keyword: null, group: { id }, profileIds, at: at(0), receivedAt });

    expect(await app.history(from)).toMatchObject([
      {
        subscription_group_id: id,
        profile_ids: profileIds,
        action: 'opt_out',
        state_before: 'unknown',
        state_after: 'unsubscribed',
        source: 'intent',
        rule: 'intent',
        keyword_set_version: '1.0.0',
        score: 1,
        matched_keyword: null,
        provider: 'sandbox',
        sender: '+14155550100',
        sender_kind: 'long_code',
        actor: null,
        provider_time: at(0).toISOString(),
        received_at: receivedAt.toISOString(),
        recorded_at: app.clock.now().toISOString(),
      },
    ]);
  });

  it('count a suspicion as an opt-out by the country of the number', async () => {
    const id = await app.aGroup();
    const suspicion = { category: 'suspected_opt_out', rule: 'intent-soft', keyword: null, group: { id } } as const;

    expect(
      await app.decide({ ...suspicion, from: '+14155559001' }, { ...suspicion, from: '+447911123456' }),
    ).toMatchObject([
      { after: 'unsubscribed', effect: 'changed', reason: 'suspected_opt_out' },
      { after: 'unknown', effect: 'none', reason: 'clarify' },
    ]);
  });

  it('do nothing when nobody or nothing of ours is concerned', async () => {
    const decisions = await app.decide(
      { sender: null },
      { from: '68849' },
      { changes: { fromOwnSender: true } },
      { from: aFreshNumber(), category: 'help', keyword: 'HELP' },
    );

    expect(decisions.map(({ effect, reason, changeId }) => [effect, reason, changeId])).toEqual([
      ['none', 'not_our_sender', null],
      ['none', 'not_a_phone_number', null],
      ['none', 'own_sender', null],
      ['none', 'no_consent_keyword', null],
    ]);
  });

  it('of two workspaces do not meet, though number and group id are the same', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    const workspaceId = '01900000-0000-7000-8000-000000000002';
    await app.decide(
      { from, group: { id }, at: at(0) },
      { from, category: 'opt_in', keyword: 'START', group: { id }, at: at(0), changes: { workspaceId } },
    );

    expect(await app.stateOf(from, id)).toBe('unsubscribed');
    expect(
      await app.rows('select state from consent where workspace_id = $1 and number = $2', [workspaceId, from]),
    ).toEqual([{ state: 'subscribed' }]);
  });

  it('write nothing when a later stage of the same transaction fails', async () => {
    const [from, id] = [aFreshNumber(), await app.aGroup()];
    const failure = new Error('a later stage');

    await expect(
      app.work(async (work) => {
        await app.dispatcher.step(new SenderIdentified(work, [anIdentifiedMessage({ from, group: { id } })]));
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await app.history(from)).toEqual([]);
  });
});

describe('double opt-in by text', () => {
  it.each([
    [29, 'subscribed', 'double_opt_in_confirmed'],
    [31, 'pending_double_opt_in', 'double_opt_in_prompt'],
  ])('YES on day %d leaves the number %s', async (day, state, reason) => {
    const [from, id] = [aFreshNumber(), await app.aGroup({ double_opt_in: true })];
    const group = { id, doubleOptIn: true };
    const status = async () =>
      (await app.request('GET', `/subscription/status/get?subscription_group_id=${id}&phone=${from}`)).body as unknown;

    expect(await app.decide({ from, category: 'opt_in', keyword: 'START', group, at: at(0) })).toMatchObject([
      { before: 'unknown', after: 'pending_double_opt_in', effect: 'changed', reason: 'double_opt_in_prompt' },
    ]);
    expect(await status()).toMatchObject({ status: { [from]: 'Unsubscribed' } });

    expect(await app.decide({ from, category: 'opt_in', keyword: 'YES', group, at: at(day * DAY) })).toMatchObject([
      { before: 'pending_double_opt_in', after: state, reason },
    ]);
    expect(await status()).toMatchObject({ status: { [from]: day === 29 ? 'Subscribed' : 'Unsubscribed' } });
  });
});

describe('sample data', () => {
  it('is a group with a sender of each kind, found by their addresses', async () => {
    const workspaceId = '01900000-0000-7000-8000-000000000003';
    const end = await app.work((work) =>
      app.dispatcher.step(new SampleConnectionCreated(work, workspaceId, CONNECTION)),
    );
    const addresses = ['+14155550100', '+18005550100', '12345', '+19995550100'];
    const senders = await app.work((work) => app.app.get(SenderReader).byAddress(work, workspaceId, addresses));

    expect(end).toBeInstanceOf(SampleSendersCreated);
    expect(
      [...senders.values()].map(({ address, kind, keywordsActivated }) => [address, kind, keywordsActivated]).sort(),
    ).toEqual([
      ['+14155550100', 'long_code', true],
      ['+18005550100', 'toll_free', true],
      ['12345', 'short_code', true],
    ]);
    expect(senders.get('12345')?.group).toEqual({
      id: expect.any(String) as string,
      name: 'Marketing',
      policy: 'safe',
      languages: ['en'],
      doubleOptIn: false,
      suspectedOptOut: null,
      defaultReply: null,
    });
  });
});

describe('the readers', () => {
  it('find groups by id, written in capitals too, and pass by what is no id', async () => {
    const id = await app.aGroup({ name: 'Readers', languages: ['fr'] });
    const asked = [id, id.toUpperCase(), 'nonsense', '01900000-0000-7000-8000-0000000000ff'];
    const groups = await app.work((work) => app.app.get(SenderReader).groups(work, app.workspaceId, asked));

    expect([...groups.keys()]).toEqual([id, id.toUpperCase()]);
    expect(groups.get(id.toUpperCase())).toMatchObject({ id, name: 'Readers', languages: ['en', 'fr'] });
  });

  it('find the consent of numbers in all groups', async () => {
    const [from, id, other] = [aFreshNumber(), await app.aGroup(), await app.aGroup()];
    await app.decide({ from, group: { id } }, { from, category: 'opt_in', keyword: 'START', group: { id: other } });
    const consents = await app.work((work) =>
      app.app.get(ConsentReader).byNumber(work, app.workspaceId, [from, aFreshNumber()]),
    );

    expect([...consents].sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { number: from, groupId: other, state: 'subscribed' },
      { number: from, groupId: id, state: 'unsubscribed' },
    ]);
  });
});

import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { connect, createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { Transactions } from '../kernel/database/transactions.js';
import { type NewOutboundMessage, OutboundMessageRepository } from './outbound-message.repository.js';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const ELSEWHERE = '01900000-0000-7000-8000-000000000002';
const GROUP = '5a2d9f1e-0000-4000-8000-000000000001';
const ALICE = '+19173337578';
const BOB = '+14155550123';
const NOW = new Date('2026-11-22T12:00:00.000Z');
const MINUTE = 60_000;

describe('OutboundMessageRepository', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  const outbound = new OutboundMessageRepository();

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await connect(database.url);
    transactions = new Transactions(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(() => dataSource.query('truncate outbound_message'));

  const reply = (minutesAgo: number, changes: Partial<NewOutboundMessage> = {}): NewOutboundMessage => ({
    id: v7(),
    workspaceId: WORKSPACE,
    inboundMessageId: v7(),
    connectionId: 'c',
    to: ALICE,
    from: '+14155550100',
    groupId: GROUP,
    kind: 'help',
    body: `sent ${minutesAgo} minutes ago`,
    via: 'api',
    at: new Date(NOW.getTime() - minutesAgo * MINUTE),
    ...changes,
  });
  const insert = (...replies: NewOutboundMessage[]) => transactions.run((work) => outbound.insertMany(work, replies));
  const recent = (...numbers: { workspaceId: string; to: string }[]) =>
    transactions.run((work) => outbound.findRecent(work, numbers, NOW));
  const alice = { workspaceId: WORKSPACE, to: ALICE };

  it('finds all texts of the last hour and the ones of the last day that go out once, and nothing else', async () => {
    const question = { kind: 'suspected_opt_out' };
    await insert(reply(0), reply(59), reply(60), reply(1439, question), reply(1440, question), reply(100));
    await insert(reply(1438, { kind: 'default' }));
    await insert(reply(1, { to: BOB }), reply(2, { workspaceId: ELSEWHERE }));

    const bodies = (await recent(alice, alice)).map(({ body }) => body).sort();

    expect(bodies).toEqual([
      'sent 0 minutes ago',
      'sent 1438 minutes ago',
      'sent 1439 minutes ago',
      'sent 59 minutes ago',
    ]);
    expect(await recent({ workspaceId: WORKSPACE, to: BOB }, { workspaceId: ELSEWHERE, to: ALICE })).toHaveLength(2);
    expect(await recent()).toEqual([]);
  });

  it('gives back what the loop guard compares', async () => {
    const sent = reply(5, { kind: 'opt_out', from: '12345' });
    await insert(sent);

    const { workspaceId, to, from, groupId, kind, body, at } = sent;
    expect(await recent(alice)).toEqual([{ workspaceId, to, from, groupId, kind, body, at }]);
  });

  it('refuses a second answer to a text and says which ones were stored', async () => {
    const first = reply(0);
    const second = reply(0, { inboundMessageId: first.inboundMessageId });
    const other = reply(0, { via: 'response' });

    expect(await insert(first)).toEqual(new Set([first.id]));
    expect(await insert(second, other)).toEqual(new Set([other.id]));
    expect(await dataSource.query('select id, status from outbound_message order by status')).toEqual([
      { id: other.id, status: 'answered' },
      { id: first.id, status: 'queued' },
    ]);
  });

  it('answers a text once when twenty try at the same moment', async () => {
    const inboundMessageId = v7();

    const stored = await Promise.all(Array.from({ length: 20 }, () => insert(reply(0, { inboundMessageId }))));

    expect(stored.filter(({ size }) => size === 1)).toHaveLength(1);
    expect(await dataSource.query('select count(*)::int from outbound_message')).toEqual([{ count: 1 }]);
  });
});

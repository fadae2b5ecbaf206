import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { connect, createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { Transactions } from '../kernel/database/transactions.js';
import { ConsentBook } from './consent-book.js';
import { ConsentHistoryRepository } from './consent-history.repository.js';
import type { ConsentKey } from './consent-key.js';
import { ConsentRepository } from './consent.repository.js';
import type { Statement } from './consent.js';
import { evidenceOfMessage } from './evidence.js';
import { anIdentifiedMessage } from '../../test/builders/identified-message.js';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const GROUPS = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const T0 = Date.UTC(2026, 0, 1);

let database: TestDatabase;
let dataSource: DataSource;
let transactions: Transactions;
const consents = new ConsentRepository();
const history = new ConsentHistoryRepository();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await connect(database.url);
  transactions = new Transactions(dataSource);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

let lastNumber = 14155550000;
function aNumber(): PhoneNumber {
  lastNumber += 1;
  return PhoneNumber.fromE164(`+${lastNumber}`);
}

function keyOf(number: PhoneNumber, group = 0): ConsentKey {
  return { workspaceId: WORKSPACE, number, groupId: GROUPS[group]! };
}

interface Said {
  readonly key: ConsentKey;
  readonly says: Statement['says'];
  /** Unit: ms after T0. */
  readonly at: number;
}

/** Decides and writes one batch the way the handler does. */
async function batch(said: readonly Said[], recordedAt = new Date(T0)): Promise<void> {
  await transactions.run(async (work) => {
    const stored = await consents.find(
      work,
      said.map(({ key }) => key),
    );
    const book = new ConsentBook(stored, { recordedAt, newId: v7 });
    for (const { key, says, at } of said) {
      const message = anIdentifiedMessage({ profileIds: ['0123456789abcdef01234567', 'fedcba987654321001234567'] });
      book.take(key, { says, occurredAt: new Date(T0 + at), request: message.id }, evidenceOfMessage(message));
    }
    consents.save(work, book);
  });
}

describe('what a batch leaves', () => {
  it('is one state per key and every statement in the history, in order', async () => {
    const [a, b] = [aNumber(), aNumber()];
    await batch([
      { key: keyOf(b), says: 'opt_in', at: 0 },
      { key: keyOf(a), says: 'opt_in', at: 0 },
      { key: keyOf(a), says: 'opt_out', at: 10_000 },
      { key: keyOf(a), says: 'opt_in', at: 5_000 },
      { key: keyOf(a, 1), says: 'opt_in', at: 5_000 },
    ]);

    const stored = await transactions.run((work) => consents.findByNumber(work, WORKSPACE, [a]));
    expect(stored.map(({ groupId, state, occurredAt }) => [groupId, state, occurredAt.getTime() - T0])).toEqual(
      expect.arrayContaining([
        [GROUPS[0], 'unsubscribed', 10_000],
        [GROUPS[1], 'subscribed', 5_000],
      ]),
    );
    const rows = await transactions.run((work) =>
      history.list(work, { workspaceId: WORKSPACE, number: a, at: null }, { limit: 10, before: null }),
    );
    expect(rows.map(({ action, effect, state_after }) => [action, effect, state_after])).toEqual([
      ['opt_in', 'changed', 'subscribed'],
      ['opt_in', 'late', 'unsubscribed'],
      ['opt_out', 'changed', 'unsubscribed'],
      ['opt_in', 'changed', 'subscribed'],
    ]);
  });

  it('names the row that brought the state about, also after a repeat', async () => {
    const number = aNumber();
    await batch([{ key: keyOf(number), says: 'opt_out', at: 0 }], new Date(T0));
    await batch([{ key: keyOf(number), says: 'opt_out', at: 60_000 }], new Date(T0 + 60_000));

    const [stored] = await transactions.run((work) => consents.find(work, [keyOf(number)]));
    const rows = await transactions.run((work) =>
      history.list(work, { workspaceId: WORKSPACE, number, at: null }, { limit: 10, before: null }),
    );
    expect(rows.map(({ effect }) => effect)).toEqual(['repeated', 'changed']);
    expect(stored).toMatchObject({
      changeId: rows[1]!.id,
      changedAt: new Date(T0),
      occurredAt: new Date(T0 + 60_000),
    });
  });

  it('keeps the evidence as it was given', async () => {
    const number = aNumber();
    await batch([{ key: keyOf(number), says: 'opt_out', at: 0 }]);

    const [row] = await transactions.run((work) =>
      history.list(work, { workspaceId: WORKSPACE, number, at: null }, { limit: 1, before: null }),
    );
    expect(row).toMatchObject({
      profile_ids: ['0123456789abcdef01234567', 'fedcba987654321001234567'],
      source: 'keyword',
      rule: 'exact',
      keyword_set_version: '1.0.0',
      score: 1,
      matched_keyword: 'STOP',
      provider: 'sandbox',
      sender: '+14155550100',
      sender_kind: 'long_code',
      actor: null,
      origin_change_id: null,
    });
  });

  it('has no profile ids where nobody holds the number', async () => {
    const number = aNumber();
    await transactions.run((work) => {
      const book = new ConsentBook([], { recordedAt: new Date(T0), newId: v7 });
      const said: Statement = { says: 'opt_out', occurredAt: new Date(T0), request: 'a' };
      book.take(keyOf(number), said, evidenceOfMessage(anIdentifiedMessage()));
      consents.save(work, book);
      return Promise.resolve();
    });

    const [row] = await transactions.run((work) =>
      history.list(work, { workspaceId: WORKSPACE, number, at: null }, { limit: 1, before: null }),
    );
    expect(row?.profile_ids).toEqual([]);
  });
});

describe('the history', () => {
  it.each([
    ['update', `update consent_change set state_after = 'subscribed'`],
    ['delete', 'delete from consent_change'],
    ['truncate', 'truncate consent_change'],
  ])('refuses %s', async (_what, sql) => {
    await batch([{ key: keyOf(aNumber()), says: 'opt_out', at: 0 }]);
    const count = () => dataSource.query('select count(*) from consent_change');
    const before: unknown = await count();

    await expect(dataSource.query(sql)).rejects.toMatchObject({ code: '23001' });
    expect(await count()).toEqual(before);
  });

  it('tells the state at any instant', async () => {
    const number = aNumber();
    const minutes = (count: number) => new Date(T0 + count * 60_000);
    await batch([{ key: keyOf(number), says: 'opt_in', at: 0 }], minutes(1));
    await batch([{ key: keyOf(number), says: 'opt_out', at: 120_000 }], minutes(3));
    const stateAt = async (at: Date | null) =>
      (await transactions.run((work) => history.rebuild(work, { workspaceId: WORKSPACE, number, at }))).map(
        ({ state, since }) => [state, since],
      );

    expect(await stateAt(minutes(0))).toEqual([]);
    expect(await stateAt(minutes(1))).toEqual([['subscribed', minutes(1)]]);
    expect(await stateAt(minutes(2))).toEqual([['subscribed', minutes(1)]]);
    expect(await stateAt(minutes(3))).toEqual([['unsubscribed', minutes(3)]]);
    expect(await stateAt(null)).toEqual([['unsubscribed', minutes(3)]]);
  });

  it('pages from the newest row to the oldest', async () => {
    const number = aNumber();
    for (const at of [0, 10_000, 20_000]) await batch([{ key: keyOf(number), says: 'opt_out', at }]);
    const page = (before: string | null) =>
      transactions.run((work) =>
        history.list(work, { workspaceId: WORKSPACE, number, at: null }, { limit: 2, before }),
      );

    const first = await page(null);
    const second = await page(first[1]!.id);
    expect([...first, ...second].map(({ occurred_at }) => occurred_at.getTime() - T0)).toEqual([20_000, 10_000, 0]);
  });

  it('rebuilds exactly the stored states, whatever was said in whatever batches', async () => {
    const statement = fc.record({
      group: fc.nat(1),
      says: fc.constantFrom<Statement['says']>('opt_out', 'opt_in', 'prompt_word', 'confirmation_word'),
      at: fc.integer({ min: 0, max: 20 }).map((halfSeconds) => halfSeconds * 500),
    });
    const batches = fc.array(fc.array(statement, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const number = aNumber();
        for (const [index, said] of all.entries()) {
          const recordedAt = new Date(T0 + index * 1_000);
          await batch(
            said.map(({ group, ...each }) => ({ ...each, key: keyOf(number, group) })),
            recordedAt,
          );
        }
        const { stored, rebuilt } = await transactions.run(async (work) => ({
          stored: await consents.findByNumber(work, WORKSPACE, [number]),
          rebuilt: await history.rebuild(work, { workspaceId: WORKSPACE, number, at: null }),
        }));
        const byGroup = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
        expect(rebuilt.map((row) => [row.groupId, row.state, row.since, row.occurredAt]).sort(byGroup)).toEqual(
          stored.map((row) => [row.groupId, row.state, row.changedAt, row.occurredAt]).sort(byGroup),
        );
      }),
      { numRuns: 60 },
    );
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { LedgerWalkRepository } from '../../src/subscriptions/ledger/ledger-walk.repository.js';
import { RebuildConsent } from '../../src/subscriptions/ledger/rebuild-consent.js';
import { RebuildRepository } from '../../src/subscriptions/ledger/rebuild.repository.js';
import { send, TEST_SECRET_KEY } from '../support/app.js';
import { connect, createTestDatabase, type TestDatabase } from '../support/database.js';
import { bootHark, TEST_API_KEY } from '../support/hark.js';
import { audit, everythingSealed, runNode } from '../support/ledger.js';
import { Product } from '../support/product.js';

const ALICE = '+14155552001';
const BOB = '+14155552002';
const CAROL = '+14155552003';

let database: TestDatabase;
let dataSource: DataSource;
let rowsInAll = 0;

/** Texts of three people, sealed; then Hark is gone, so that nobody repairs or seals what a test does. */
beforeAll(async () => {
  database = await createTestDatabase();
  const hark = await bootHark({ databaseUrl: database.url });
  for (const from of [ALICE, BOB, CAROL]) await hark.text(from, 'START');
  // A number that is drawn and given back, into which a row could be slipped.
  await hark.rows(`select nextval('consent_change_seq_seq')`);
  for (const from of [ALICE, BOB, CAROL]) await hark.text(from, 'STOP');
  await hark.text(ALICE, 'please stop texting me');
  await hark.text(BOB, 'START');
  await everythingSealed(hark);
  await hark.close();
  dataSource = await connect(database.url);
  const [count] = await dataSource.query<{ count: string }[]>('select count(*) from consent_change');
  rowsInAll = Number(count?.count);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const TABLES = ['consent_change', 'consent_seal', 'consent_subject', 'inbound_message', 'consent'];

/** Does what only the owner of the tables can, lets a test look, and puts everything back. */
async function whileTampered<Result>(statements: string, look: () => Promise<Result>): Promise<Result> {
  for (const table of TABLES) {
    await dataSource.query(`create table copy_of_${table} as table ${table}`);
    await dataSource.query(`alter table ${table} disable trigger user`);
  }
  try {
    await dataSource.query(statements);
    return await look();
  } finally {
    for (const table of TABLES) {
      await dataSource.query(`delete from ${table}`);
      await dataSource.query(`insert into ${table} overriding system value table copy_of_${table}`);
      await dataSource.query(`alter table ${table} enable trigger user`);
      await dataSource.query(`drop table copy_of_${table}`);
    }
  }
}

/** Picks one row of a person's history, the first being 1. */
const rowOf = (number: string, place: number) =>
  `(select seq from consent_change where number = '${number}' order by seq offset ${place - 1} limit 1)`;

describe('an audit', () => {
  it('finds an untouched ledger whole', async () => {
    expect(await audit(dataSource)).toMatchObject({
      verified: rowsInAll,
      texts: rowsInAll,
      unsealed: 0,
      broken: null,
      head: expect.stringMatching(new RegExp(`^${rowsInAll}:[0-9a-f]{64}$`)) as string,
    });
  });

  it.each<[string, string, string, string | null]>([
    [
      'changed evidence',
      `update consent_change set state_after = 'subscribed', action = 'opt_in' where seq = ${rowOf(ALICE, 2)}`,
      'the evidence is not the one that was sealed',
      ALICE,
    ],
    [
      'a time moved by a microsecond',
      `update consent_change set occurred_at = occurred_at + interval '1 microsecond' where seq = ${rowOf(ALICE, 2)}`,
      'the evidence is not the one that was sealed',
      ALICE,
    ],
    [
      'a row given to somebody else',
      `update consent_change set number = '${BOB}' where seq = ${rowOf(ALICE, 3)}`,
      'it does not follow the record of this number before it',
      BOB,
    ],
    [
      'a first row given to somebody new',
      `update consent_change set number = '+14155559999' where number = '${CAROL}'`,
      'the secret of the number is gone',
      '+14155559999',
    ],
    [
      'another profile',
      `update consent_change set profile_ids = '{0123456789abcdef01234567}' where seq = ${rowOf(CAROL, 1)}`,
      'the number, the profiles or the provider message are not the ones that were sealed',
      CAROL,
    ],
    [
      'another text',
      `update inbound_message set body = 'please go on' where body = 'please stop texting me'`,
      'the text is not the one that was sealed',
      ALICE,
    ],
    ['a removed row', `delete from consent_change where seq = ${rowOf(BOB, 2)}`, 'the sealed row is gone', null],
    [
      'a removed row and its seal',
      `delete from consent_seal where change_seq = ${rowOf(BOB, 2)}; delete from consent_change where seq = ${rowOf(BOB, 2)}`,
      'a seal is missing before this one',
      CAROL,
    ],
    [
      'a removed row and its seal, the others counted anew',
      `delete from consent_seal where change_seq = ${rowOf(CAROL, 2)};
       delete from consent_change where seq = ${rowOf(CAROL, 2)};
       update consent_seal set position = 1000 + position where position > 6;
       update consent_seal set position = position - 1001 where position > 1000`,
      'the ledger hash does not follow from the one before',
      ALICE,
    ],
    [
      'everything of one person removed',
      `delete from consent_seal using consent_change c where change_seq = c.seq and c.number = '${CAROL}';
       delete from consent_change where number = '${CAROL}'`,
      'a seal is missing before this one',
      ALICE,
    ],
    [
      'two rows exchanged',
      `update consent_seal set change_seq = 1000 where position = 1;
       update consent_seal set change_seq = ${rowOf(ALICE, 1)} where position = 4;
       update consent_seal set change_seq = ${rowOf(ALICE, 2)} where position = 1`,
      'it does not follow the record of this number before it',
      ALICE,
    ],
    [
      'another hash',
      `update consent_seal set hash = decode(repeat('00', 32), 'hex') where position = 2`,
      'the ledger hash does not follow from the one before',
      BOB,
    ],
    [
      'a row slipped in between sealed ones',
      `insert into consent_change (workspace_id, id, seq, number, group_id, profile_ids, action, state_before, state_after,
                                   effect, reason, source, received_at, occurred_at, recorded_at)
       overriding system value
       select workspace_id, gen_random_uuid(), 4, number, group_id, profile_ids, action, state_before, state_after,
              effect, reason, source, received_at, occurred_at, recorded_at
         from consent_change where seq = ${rowOf(CAROL, 1)}`,
      'it does not follow the record of this number before it',
      CAROL,
    ],
    [
      'a row of a stranger slipped in between sealed ones',
      `insert into consent_change (workspace_id, id, seq, number, group_id, profile_ids, action, state_before, state_after,
                                   effect, reason, source, received_at, occurred_at, recorded_at)
       overriding system value
       select workspace_id, gen_random_uuid(), 4, '+14155559998', group_id, profile_ids, action, state_before, state_after,
              effect, reason, source, received_at, occurred_at, recorded_at
         from consent_change where seq = ${rowOf(CAROL, 1)}`,
      'the row has no seal, though later ones have',
      '+14155559998',
    ],
    [
      'a number taken out by hand',
      `update consent_change set number = 'erased:01900000-0000-7000-8000-000000000000', profile_ids = '{}',
              provider_message_id = null where number = '${BOB}'`,
      'the number was taken out without an erasure',
      'erased:01900000-0000-7000-8000-000000000000',
    ],
    ['a lost secret', `delete from consent_subject`, 'the secret of the number is gone', ALICE],
  ])('finds %s', async (_, statements, because, number) => {
    const { broken } = await whileTampered(statements, () => audit(dataSource));

    expect(broken).toMatchObject({ because, number });
    if (number !== null) expect(broken?.changeId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('finds an end that was cut off, when it is told of a head noted before', async () => {
    const { head } = await audit(dataSource);
    const cut = `delete from consent_seal where position > 6; delete from consent_change where seq > 7`;
    const [before, alone, withHead] = [
      await audit(dataSource, head!),
      await whileTampered(cut, () => audit(dataSource)),
      await whileTampered(cut, () => audit(dataSource, head!)),
    ];

    expect(before).toMatchObject({ broken: null, passedExpected: true });
    expect(alone).toMatchObject({ broken: null, verified: 6 });
    expect(withHead).toMatchObject({ passedExpected: false });
  });

  it('accepts texts that are gone, and rows that have no seal yet', async () => {
    const statements = `delete from inbound_message; delete from consent_seal where position > 6`;
    const found = await whileTampered(statements, () => audit(dataSource));

    expect(found).toMatchObject({ broken: null, verified: 6, texts: 0, unsealed: rowsInAll - 6 });
  });
});

describe('rebuilding the states', () => {
  const rebuild = async (dryRun: boolean) => {
    const found: string[] = [];
    const states = new RebuildConsent(
      new Transactions(dataSource),
      new LedgerWalkRepository(),
      new RebuildRepository(),
    );
    await states.run({
      dryRun,
      onDifference: (_, { number, stored, rebuilt }) => found.push(`${number} ${stored ?? '-'} ${rebuilt ?? '-'}`),
    });
    return found;
  };
  const consents = () => dataSource.query<unknown[]>('select * from consent order by number, group_id');

  it('finds nothing to do where nothing was done', async () => {
    expect(await rebuild(true)).toEqual([]);
  });

  it('reports what differs, repairs it, and only then', async () => {
    const before = await consents();
    const statements = `update consent set state = 'subscribed' where number = '${ALICE}';
       update consent set occurred_at = occurred_at + interval '1 hour' where number = '${BOB}';
       delete from consent where number = '${CAROL}';
       insert into consent select workspace_id, '+14155552999', group_id, 'subscribed', now(), now(), gen_random_uuid()
         from consent where number = '${BOB}'`;
    const [dry, untouched, wet, after, again] = await whileTampered(statements, async () => [
      await rebuild(true),
      await rebuild(true),
      await rebuild(false),
      await consents(),
      await rebuild(true),
    ]);

    const differences = [
      `${ALICE} subscribed unsubscribed`,
      `${BOB} subscribed subscribed`,
      `${CAROL} - unsubscribed`,
      '+14155552999 subscribed -',
    ];
    expect([dry, untouched, wet]).toEqual([differences, differences, differences]);
    expect(after).toEqual(before);
    expect(again).toEqual([]);
  });
});

/** Plays texts of Alice into a running product and waits for their seals. */
async function textThroughSandbox(product: Product, texts: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${TEST_API_KEY}` };
  for (const text of texts) {
    const body = { from: ALICE, to: '+14155550100', body: text };
    expect((await send(product.url, 'POST', '/admin/sandbox/messages', { body, headers })).status).toBe(200);
  }
  while ((await product.rows('select from consent_seal')).length < texts.length)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the command', () => {
  let folder: string;
  const ledger = (...args: string[]) =>
    runNode(['node_modules/.cache/hark-test-build/src/consent-ledger.js', ...args], {
      HARK_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hark-consent-ledger-'));
    await Product.build();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('checks the database of a running Hark, then of a stopped one, and names what is broken without the number', async () => {
    expect(await ledger('verify')).toMatchObject({ code: 2, output: expect.stringContaining('no database') as string });
    const product = await Product.start(folder);
    await textThroughSandbox(product, ['START', 'STOP']);
    const running = await ledger('verify');
    await product.rows('alter table consent_change disable trigger user');
    await product.rows(`update consent_change set reason = 'opt_in' where action = 'opt_out'`);
    await product.rows(`update consent set state = 'subscribed'`);
    const dryRun = await ledger('rebuild', '--dry-run');
    await product.stop();
    const stopped = await ledger('verify');

    expect(running).toMatchObject({ code: 0, output: expect.stringMatching(/2 records .* hold/) as string });
    expect(dryRun).toMatchObject({ code: 1, output: expect.stringContaining('subscribed → unsubscribed') as string });
    expect(stopped.output).toMatch(/BROKEN at position 2, row [0-9a-f-]{36}, number [0-9a-f]{16}: the evidence/);
    expect(stopped.code).toBe(1);
    expect(stopped.output + dryRun.output).not.toContain(ALICE.slice(2));
    expect((await ledger('rebuild')).output).toContain('1 states repaired');
    expect((await ledger('rebuild', '--dry-run')).code).toBe(0);
  });

  it('works on a given database, and explains itself', async () => {
    const on = { DATABASE_URL: database.url, HARK_SECRET_KEY: TEST_SECRET_KEY.toString('base64') };
    const command = 'node_modules/.cache/hark-test-build/src/consent-ledger.js';

    expect((await runNode([command, 'verify'], on)).code).toBe(0);
    expect(await runNode([command, 'verify', '--head', `1:${'0'.repeat(64)}`], on)).toMatchObject({ code: 1 });
    const head = /Head: (\S+)/.exec((await runNode([command, 'verify'], on)).output)![1]!;
    expect((await runNode([command, 'verify', '--head', head.toUpperCase()], on)).code).toBe(0);
    expect((await runNode([command, 'verify', '--head', head.slice(0, 20)], on)).code).toBe(2);
    expect(await runNode([command], on)).toMatchObject({
      code: 2,
      output: expect.stringContaining('verify [--head') as string,
    });
  });
});

import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { SealRepository } from '../../src/subscriptions/ledger/seal.repository.js';
import type { ConsentProof } from '../../src/subscriptions/ledger/consent-proof.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { audit, everythingSealed, judge } from '../support/ledger.js';

/** A row of history written by hand, so that a test can hold its transaction open. */
const INSERT_CHANGE = `
  insert into consent_change (workspace_id, id, number, group_id, profile_ids, action, state_before, state_after, effect,
                              reason, source, received_at, occurred_at, recorded_at)
  values ($1, gen_random_uuid(), $2, gen_random_uuid(), '{}', 'opt_in', 'unknown', 'subscribed', 'changed',
          'opt_in', 'api', now(), now(), now())
  returning seq`;

let database: TestDatabase;
let hark: TestHark;
let lastNumber = 14155551000;

beforeAll(async () => {
  database = await createTestDatabase();
  hark = await bootHark({ databaseUrl: database.url });
});

afterAll(async () => {
  await hark.close();
  await database.drop();
});

function aNumber(): string {
  lastNumber += 1;
  return `+${lastNumber}`;
}

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

async function sealedSeqs(): Promise<number[]> {
  const rows = await hark.rows<{ change_seq: string }>('select change_seq from consent_seal order by position');
  return rows.map(({ change_seq }) => Number(change_seq));
}

async function proofOf(number: string): Promise<ConsentProof> {
  const answer = await hark.request('GET', `/admin/consent/${number}/proof`);
  expect(answer.status).toBe(200);
  return answer.body as ConsentProof;
}

describe('the sealer', () => {
  it('gives every row its place, in the order of the rows, and says how many wait', async () => {
    const number = aNumber();
    for (const word of ['START', 'STOP', 'START']) await hark.text(number, word);
    await everythingSealed(hark);

    const seals = await hark.rows<{ record_number: number; position: string }>(
      `select s.record_number, s.position from consent_seal s join consent_change c on c.seq = s.change_seq
        where c.number = $1 order by c.seq`,
      [number],
    );
    expect(seals.map(({ record_number }) => record_number)).toEqual([1, 2, 3]);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
    expect((await hark.request('GET', '/metrics')).text).toMatch(/^hark_consent_unsealed 0$/m);
  });

  it.each(['slow', 'quick'] as const)(
    'skips no row of transactions that overlap; the %s one has the older id',
    async (older) => {
      const clients = { slow: await connected(), quick: await connected() };
      const draw = async (client: pg.Client) =>
        Number((await client.query<{ seq: string }>(INSERT_CHANGE, [hark.workspaceId, aNumber()])).rows[0]?.seq);
      await everythingSealed(hark);
      const before = await sealedSeqs();
      const { slow, quick } = clients;
      await Promise.all([slow.query('begin'), quick.query('begin')]);
      await clients[older].query('select pg_current_xact_id()');
      const drawn = [await draw(slow), await draw(quick)];
      await quick.query('commit');
      await hark.text(aNumber(), 'START');
      // Longer than the sealer pauses.
      await new Promise((resolve) => setTimeout(resolve, 700));
      const meanwhile = (await sealedSeqs()).slice(before.length);
      const metrics = await hark.request('GET', '/metrics');
      const ready = await hark.request('GET', '/health/ready');
      await slow.query('commit');
      await everythingSealed(hark);
      await Promise.all([slow.end(), quick.end()]);

      const after = (await sealedSeqs()).slice(before.length);
      expect(meanwhile).toEqual([]);
      expect(metrics.text).toMatch(/^hark_consent_unsealed 2$/m);
      expect(ready.status).toBe(200);
      expect(after.slice(0, 2)).toEqual(drawn);
      expect(after).toHaveLength(3);
      expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
    },
  );

  it('is not kept waiting by a transaction that only reads, or by one that gives up', async () => {
    const [reader, quitter] = [await connected(), await connected()];
    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from consent_change');
    await quitter.query('begin');
    await quitter.query(INSERT_CHANGE, [hark.workspaceId, aNumber()]);
    await quitter.query('rollback');
    await hark.text(aNumber(), 'START');
    await everythingSealed(hark);
    await Promise.all([reader.end(), quitter.end()]);

    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
  });

  it('takes turns with other instances', async () => {
    const others = [await bootHark({ databaseUrl: database.url }), await bootHark({ databaseUrl: database.url })];
    const instances = [hark, ...others];
    const numbers = Array.from({ length: 12 }, aNumber);
    const texts = Array.from({ length: 10 }, (_, turn) =>
      numbers.map((number, place) => instances[(turn + place) % 3]!.text(number, turn % 2 === 0 ? 'START' : 'STOP')),
    );
    await Promise.all(texts.flat());
    await everythingSealed(hark);
    for (const other of others) await other.close();

    const { broken, unsealed, verified } = await audit(hark.app.get(DataSource));
    const [rows] = await hark.rows<{ count: string }>('select count(*) from consent_change');
    expect({ broken, unsealed, verified }).toEqual({ broken: null, unsealed: 0, verified: Number(rows?.count) });
  });

  it('leaves nothing of a batch that it could not finish, and begins again', async () => {
    await everythingSealed(hark);
    const before = await sealedSeqs();
    const seals = hark.app.get(SealRepository);
    const save = seals.save.bind(seals);
    let crashes = 0;
    seals.save = async (...batch) => {
      await save(...batch);
      crashes += 1;
      if (crashes > 1) return;
      // Its own session and no other: whoever else is in a transaction at this moment has done nothing wrong.
      const [session] = await batch[0].rows<{ pid: number }>('select pg_backend_pid() as pid');
      await hark.rows('select pg_terminate_backend($1)', [session?.pid]);
    };
    await hark.text(aNumber(), 'START');
    await everythingSealed(hark);
    seals.save = save;

    expect(crashes).toBeGreaterThan(1);
    expect(await sealedSeqs()).toHaveLength(before.length + 1);
    expect(await audit(hark.app.get(DataSource))).toMatchObject({ broken: null, unsealed: 0 });
  });

  it.each(['consent_seal', 'consent_change'])('writes where nobody can change or delete: %s', async (table) => {
    await expect(hark.rows(`delete from ${table}`)).rejects.toThrow(/never changed/);
    await expect(hark.rows(`truncate ${table}`)).rejects.toThrow(/never changed/);
    await expect(hark.rows(`update ${table} set workspace_id = workspace_id`)).rejects.toThrow(/never changed/);
  });
});

describe('a proof', () => {
  let proof: ConsentProof;
  let number: string;

  beforeAll(async () => {
    number = aNumber();
    for (const word of ['START', 'please stop texting me', 'START', 'STOP']) await hark.text(number, word);
    const order = { subscription_group_id: hark.news, subscription_state: 'subscribed', phone: [number] };
    await hark.request('POST', '/users/track', { body: { attributes: [{ external_id: 'proven', phone: number }] } });
    await hark.request('POST', '/subscription/status/set', { body: order });
    proof = await proofOf(number);
  });

  it('holds everything there is, and the script agrees', async () => {
    expect(proof).toMatchObject({
      format: 'hark-consent-proof/1',
      number,
      states: [
        { subscription_group_id: hark.news, name: 'News', state: 'subscribed' },
        { subscription_group_id: hark.promo, name: 'Promo', state: 'unsubscribed' },
      ],
      chains: [{ number, unsealed: [] }],
    });
    const [chain] = proof.chains;
    expect(chain?.records.map(({ text }) => text)).toEqual(['START', 'please stop texting me', 'START', 'STOP', null]);
    expect(chain?.head).toEqual({ record_number: 5, hash: chain?.records.at(-1)?.hash });
    expect(await judge(proof)).toEqual({ code: 0, output: expect.stringContaining('The proof holds.') as string });
  });

  it('of a number that never spoke is empty and holds', async () => {
    const empty = await proofOf('+14155550000');

    expect(empty).toMatchObject({ states: [], chains: [{ secret: null, head: null, records: [], unsealed: [] }] });
    expect((await judge(empty)).code).toBe(0);
  });

  it('is refused for what is no number, and without the permission', async () => {
    expect((await hark.request('GET', '/admin/consent/nonsense/proof')).status).toBe(400);
    expect((await hark.request('GET', `/admin/consent/${number}/proof`, NO_KEY)).status).toBe(401);
  });

  it.each<[string, (copy: Editable) => void]>([
    ['another word in the evidence', ({ records }) => (records[1]!.evidence['matched_keyword'] = 'START')],
    [
      'another word in the evidence and in what is hashed',
      ({ records }) => {
        const { evidence } = records[1]!;
        evidence['action'] = 'opt_in';
        records[1]!.canonical = JSON.stringify(evidence);
      },
    ],
    ['another text', ({ records }) => (records[1]!.text = 'please go on')],
    ['another person', ({ records }) => (records[1]!.personal['profile_ids'] = [])],
    ['another number', ({ records }) => (records[1]!.personal['number'] = '+14155550001')],
    ['a removed first record', ({ records }) => records.splice(0, 1)],
    ['a removed record', ({ records }) => records.splice(1, 1)],
    ['a removed last record', ({ records }) => records.splice(4, 1)],
    ['two records exchanged', ({ records }) => records.splice(1, 2, records[2]!, records[1]!)],
    ['a record twice', ({ records }) => records.splice(1, 0, records[1]!)],
    ['another hash', ({ records }) => (records[1]!.hash = '00'.repeat(32))],
    ['another place in the ledger', ({ records }) => (records[1]!.ledger.position += 1)],
    ['another state', ({ proof: whole }) => (whole.states[1]!.state = 'subscribed')],
    ['another time of the state', ({ proof: whole }) => (whole.states[0]!.since = '2026-11-22T12:00:00.000Z')],
    ['a state that is not shown', ({ proof: whole }) => whole.states.splice(0, 1)],
    ['another length', ({ chain }) => (chain.head.record_number = 6)],
    ['a text where there was none', ({ records }) => (records[4]!.text = 'yes please')],
    ['another secret', ({ chain }) => (chain.secret = '00'.repeat(32))],
    ['the whole chain of somebody else', ({ proof: whole }) => (whole.number = '+14155550001')],
  ])('does not hold with %s', async (_, tamper) => {
    const copy = structuredClone(proof) as unknown as Editable['proof'];
    tamper({ proof: copy, chain: copy.chains[0]!, records: copy.chains[0]!.records });
    const { code, output } = await judge(copy);

    expect(output).toContain('NOT hold');
    expect(code).toBe(1);
  });

  it('is explained with the very script that is shipped', async () => {
    const [docs, script] = await Promise.all(
      ['docs/consent-proof.md', 'scripts/verify-proof.js'].map((path) => readFile(path, 'utf8')),
    );

    expect(docs).toContain(script);
  });
});

const NO_KEY = { headers: { authorization: 'Bearer wrong' } };

/** A proof that may be changed. */
interface Editable {
  proof: { number: string; states: { state: string; since: string }[]; chains: Editable['chain'][] };
  chain: { secret: string; head: { record_number: number }; records: Editable['records'] };
  records: {
    evidence: Record<string, unknown>;
    personal: Record<string, unknown>;
    text: string | null;
    canonical: string;
    hash: string;
    ledger: { position: number };
  }[];
}

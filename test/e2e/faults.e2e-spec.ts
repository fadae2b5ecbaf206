import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { DatabaseWire } from '../support/database-wire.js';
import { bootHark, type TestHark } from '../support/hark.js';
import { Product } from '../support/product.js';
import { messageSid, postSigned, twilioForm } from '../support/twilio.js';

/** Keeps sending texts from many numbers until told to stop; remembers what was acknowledged. */
class Load {
  readonly acknowledged: string[] = [];
  readonly statuses = new Map<number, number>();
  private running = true;
  private readonly done: Promise<unknown>;

  constructor(url: () => string, path: string, senders = 24) {
    this.done = Promise.all(
      Array.from({ length: senders }, async (_, sender) => {
        for (let turn = 0; this.running; turn++) {
          const sid = messageSid();
          const from = `+1415556${String(sender * 100 + (turn % 5)).padStart(4, '0')}`;
          const form = twilioForm({ from, to: '55555', body: turn % 2 === 0 ? 'START' : 'hello', sid });
          const status = await postSigned(url(), path, form).then(
            (answer) => answer.status,
            () => 0,
          );
          this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
          if (status === 200) this.acknowledged.push(sid);
          else await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }),
    );
  }

  async reaches(count: number): Promise<void> {
    while (this.acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }
}

/** For each acknowledged text: stored once, decided once, answered at most once. */
const ACCOUNT_OF_TEXTS = `
  select count(*)::int as acknowledged,
         count(*) filter (where messages = 1 and decisions = 1)::int as exactly_once,
         count(*) filter (where replies > 1)::int as answered_twice
    from (select sid,
                 (select count(*) from inbound_message m where m.provider_message_id = sid) as messages,
                 (select count(*) from inbound_message m join inbound_decision d on d.inbound_message_id = m.id
                   where m.provider_message_id = sid and d.status = 'processed') as decisions,
                 (select count(*) from inbound_message m join outbound_message o on o.inbound_message_id = m.id
                   where m.provider_message_id = sid) as replies
            from unnest($1::text[]) as sid) as each_text`;

/** One profile, one alias and one state per number; summaries equal the log. */
const CONTRADICTIONS = `
  select (select count(*) from (select phone_e164 from profile group by 1 having count(*) > 1) as twice)::int as numbers_twice,
         (select count(*) from (select number, group_id from consent_change where effect = 'changed'
                                 group by 1, 2 having count(*) > 1) as twice)::int as subscribed_twice,
         (select count(*) from event_summary s where s.count <>
            (select count(*) from custom_event e where e.braze_id = s.braze_id and e.name = s.name))::int as miscounted,
         (select count(*) from inbound_message m where not exists
            (select 1 from inbound_decision d where d.inbound_message_id = m.id))::int as undecided`;
const NONE = { numbers_twice: 0, subscribed_twice: 0, miscounted: 0, undecided: 0 };

describe('faults: processes', () => {
  let dataDir: string;
  let product: Product;

  beforeAll(() => Product.build());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hark-faults-'));
    product = await Product.start(dataDir);
  });
  afterEach(async () => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('kill -9 of the process under load: every acknowledged text is there exactly once', async () => {
    const path = await product.connectTwilio();
    const load = new Load(() => product.url, path);
    await load.reaches(400);
    await product.kill();
    await load.stop();

    product = await Product.start(dataDir);

    const [account] = await product.rows(ACCOUNT_OF_TEXTS, [load.acknowledged]);
    const count = load.acknowledged.length;
    expect(account).toEqual({ acknowledged: count, exactly_once: count, answered_twice: 0 });
    expect(await product.rows(CONTRADICTIONS)).toEqual([NONE]);
    const again = await postSigned(
      product.url,
      path,
      twilioForm({ from: '+14155560000', to: '55555', body: 'x', sid: load.acknowledged[0]! }),
    );
    expect(again.status).toBe(200);
    expect(await product.rows(ACCOUNT_OF_TEXTS, [[load.acknowledged[0]]])).toEqual([
      { acknowledged: 1, exactly_once: 1, answered_twice: 0 },
    ]);
  });

  it('kill -9 of PostgreSQL under load: 503 meanwhile, the same process goes on, every acknowledged text is there exactly once', async () => {
    const path = await product.connectTwilio();
    const load = new Load(() => product.url, path);
    await load.reaches(200);
    process.kill(await product.postmasterPid(), 'SIGKILL');
    const before = load.acknowledged.length;
    await load.reaches(before + 300);
    await load.stop();

    expect([...load.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const [account] = await product.rows(ACCOUNT_OF_TEXTS, [load.acknowledged]);
    const count = load.acknowledged.length;
    expect(account).toEqual({ acknowledged: count, exactly_once: count, answered_twice: 0 });
    expect(await product.rows(CONTRADICTIONS)).toEqual([NONE]);
  });

  it('SIGTERM under load: what was taken is answered, the process ends 0, nothing acknowledged is missing', async () => {
    const path = await product.connectTwilio();
    const load = new Load(() => product.url, path);
    await load.reaches(200);

    const code = await product.stop();
    await load.stop();
    product = await Product.start(dataDir);

    expect(code).toBe(0);
    const [account] = await product.rows<{ exactly_once: number }>(ACCOUNT_OF_TEXTS, [load.acknowledged]);
    expect(account?.exactly_once).toBe(load.acknowledged.length);
  });

  it('a second start on the same data dir is refused with a sentence that says what to do', async () => {
    const second = Product.launch(dataDir);

    expect(await second.end()).toBe(1);
    expect(second.output).toMatch(/already running/i);
    expect(second.output).toContain('HARK_DATA_DIR');
    expect((await fetch(`${product.url}/health/ready`)).status).toBe(200);
  });
});

describe('faults: instances and the database', () => {
  let database: TestDatabase;
  let first: TestHark;
  let second: TestHark;
  let wire: DatabaseWire;

  beforeAll(async () => {
    database = await createTestDatabase();
    first = await bootHark({ databaseUrl: database.url });
    wire = await DatabaseWire.to(database.url);
    second = await bootHark({ databaseUrl: wire.url });
  });
  afterAll(async () => {
    await first.close();
    await second.close();
    await wire.close();
    await database.drop();
  });

  const post = (hark: TestHark, from: string, body: string, sid: string) =>
    postSigned(hark.url, hark.inboundPath, twilioForm({ from, to: '55555', body, sid }));

  it('the same request at two instances, ten times each at once: one effect, twenty equal answers', async () => {
    const sid = messageSid();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(index % 2 === 0 ? first : second, '+14155570001', 'START', sid)),
    );

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const [account] = await first.rows(ACCOUNT_OF_TEXTS, [[sid]]);
    expect(account).toEqual({ acknowledged: 1, exactly_once: 1, answered_twice: 0 });
  });

  it('first texts of one number at two instances at once make one profile', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        post(index % 2 === 0 ? first : second, '+14155570002', 'START', messageSid()),
      ),
    );

    expect(await first.exportBy({ phone: '+14155570002' })).toHaveLength(1);
    expect(await first.rows(CONTRADICTIONS)).toEqual([NONE]);
  });

  it('STOP and START racing on one number at two instances: the number is out, the history has both', async () => {
    const number = '+14155570003';
    for (let round = 0; round < 10; round++)
      await Promise.all([post(first, number, 'START', messageSid()), post(second, number, 'STOP', messageSid())]);

    // All within two seconds of each other: opt-out wins. @source contract "keywords and consent", section 7.2
    expect(await first.status(first.promo, number)).toBe('Unsubscribed');
    const [history] = await first.rows(`select count(*)::int as rows from consent_change where number = $1`, [number]);
    expect(history).toEqual({ rows: 20 });
  });

  it('texts and track calls on the same people at once: no deadlock reaches anybody', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => `+1415558000${index}`);
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        const hark = index % 2 === 0 ? first : second;
        const number = numbers[(index * 3) % 8]!;
        if (index % 3 !== 0) return post(hark, number, index % 4 === 0 ? 'STOP' : 'START', messageSid());
        const attributes = numbers.map((phone, person) => ({ external_id: `p${person}`, phone, visits: { inc: 1 } }));
        return hark.request('POST', '/users/track', {
          body: { attributes: index % 2 === 0 ? attributes : attributes.reverse() },
        });
      }),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const users = await first.exportBy({ external_ids: numbers.map((_, person) => `p${person}`) });
    expect(users.map((user) => user.custom_attributes.visits)).toEqual(numbers.map(() => 40));
  });

  it('the database away: 503 within two seconds, nothing stored; back again: 200', async () => {
    const sid = messageSid();
    wire.cut();
    const startedAt = performance.now();
    const away = await Promise.all([
      post(second, '+14155570004', 'START', sid),
      second.request('POST', '/users/track', { body: { attributes: [{ external_id: 'x' }] } }),
      second.request('GET', '/health/ready'),
    ]);
    const waited = performance.now() - startedAt;
    wire.mend();

    expect(away.map(({ status }) => status)).toEqual([503, 503, 503]);
    // The slowest of the three waits for a connection (1.5 s) and no longer.
    expect(waited).toBeLessThan(4000);
    expect(await first.rows('select 1 from inbound_message where provider_message_id = $1', [sid])).toEqual([]);
    expect((await post(second, '+14155570004', 'START', sid)).status).toBe(200);
    expect((await second.request('GET', '/health/ready')).status).toBe(200);
  });
});

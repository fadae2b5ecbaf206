import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { send } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_API_KEY } from '../support/hark.js';
import { Product } from '../support/product.js';

/** What somebody who starts Hark for the first time, or types a letter wrong, gets to read. */
describe('the start', () => {
  const secret = Buffer.alloc(32, 7).toString('base64');
  let folder: string;
  /** Stands for the program that has the port already. */
  let other: Server;
  let taken: number;

  beforeAll(async () => {
    await Product.build();
    folder = await mkdtemp(join(tmpdir(), 'hark-start-'));
    other = createServer((_, response) => response.end('<html>not Hark</html>')).listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    taken = (other.address() as AddressInfo).port;
  });
  afterAll(async () => {
    other.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts what must not come up. @returns its exit code and the last lines it wrote */
  async function refused(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
    const product = Product.launch(join(folder, 'refused'), environment);
    const code = await product.end();
    return { code, said: product.output };
  }

  /** Plays a text as `npm run text` does. */
  function play(args: string[], environment: Record<string, string>, cwd = folder) {
    const script = resolve('scripts/text.js');
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HARK_|PORT$)/.test(name)));
    return new Promise<{ code: number; said: string }>((done) => {
      execFile(
        process.execPath,
        [script, ...args],
        { cwd, env: { ...clean, NODE_OPTIONS: '', ...environment } },
        (error, out, err) => {
          done({ code: error === null ? 0 : Number(error.code), said: out + err });
        },
      );
    });
  }

  it('shows the generated key also when the port turns out to be in use, and says what to do', async () => {
    const dataDir = join(folder, 'first');
    const product = Product.launch(dataDir, { PORT: String(taken), HARK_API_KEY: '' });

    expect(await product.end()).toBe(1);
    expect(product.output).toContain(`Port ${taken} of 127.0.0.1 is in use. Stop what listens there, or set PORT`);
    const key = /hark_\S+/.exec(product.output)?.[0] ?? 'none';
    expect((await readFile(join(dataDir, 'api.key'), 'utf8')).trim()).toBe(key);

    const second = await Product.start(dataDir, { HARK_API_KEY: '' });
    try {
      const answer = await send(second.url, 'GET', '/admin/workspace', { headers: { authorization: `Bearer ${key}` } });
      expect(answer.status).toBe(200);
      expect(second.output).not.toContain(key);
    } finally {
      await second.stop();
    }
  });

  it('gives the signals that npm gets to Hark: a shell between them would end alone and leave it running', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };

    // What follows `||` is for Windows, which has no `exec` and no signals either.
    expect(scripts['start']).toMatch(/^exec node dist\/src\/main\.js --sample-data( \|\| |$)/);
  });

  it('is refused with another HARK_SECRET_KEY than the credentials were sealed with', async () => {
    const dataDir = join(folder, 'sealed');
    const first = await Product.start(dataDir);
    await first.connectTwilio();
    await first.stop();
    const other = Product.launch(dataDir, { HARK_SECRET_KEY: Buffer.alloc(32, 9).toString('base64') });

    expect(await other.end()).toBe(1);
    expect(other.output).toContain('None of the 1 stored provider credentials opens with HARK_SECRET_KEY');
    const right = await Product.start(dataDir);
    expect(await right.stop()).toBe(0);
  });

  it('names every mistake in the configuration', async () => {
    const { code, said } = await refused({
      PORT: 'x',
      PUBLIC_URL: 'https://sms.example.org?x=1',
      HARK_SAMPLE_DATA: 'yes',
    });

    expect(code).toBe(1);
    expect(said).toContain('3 mistake(s)');
    for (const word of ['PORT', 'PUBLIC_URL', 'HARK_SAMPLE_DATA must be true or false']) expect(said).toContain(word);
  });

  describe('with DATABASE_URL', () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(() => database.drop());

    it.each<[string, (url: URL) => void, RegExp]>([
      [
        'a wrong password',
        (url) => (url.password = 'wrong'),
        /refuses the user "\w+" \(28P01\)\. Correct user and pass/,
      ],
      [
        'a database that is not there',
        (url) => (url.pathname = '/nope'),
        /no database "nope"\. Create it \(createdb nope/,
      ],
      ['a server that is down', (url) => (url.port = '1'), /does not answer at [\d.]+:1 \(ECONNREFUSED\)\. Start it/],
      [
        'something else at the port',
        (url) => (url.port = String(taken)),
        /is not PostgreSQL, or it hung up\. Correct host/,
      ],
      [
        'a host nobody knows',
        (url) => (url.hostname = 'nope.invalid'),
        /host "nope\.invalid" of DATABASE_URL is not known/,
      ],
      [
        'TLS the server does not speak',
        (url) => (url.search = '?sslmode=require'),
        /does not speak TLS\. Switch it on/,
      ],
    ])('%s: one sentence that says what to do, without the password', async (_, spoil, sentence) => {
      const url = new URL(database.url);
      const { password } = url;
      spoil(url);
      const { code, said } = await refused({ DATABASE_URL: url.href, HARK_SECRET_KEY: secret });

      expect(said).toMatch(sentence);
      expect([code, said.includes(password), said.includes('    at ')]).toEqual([1, false, false]);
    });

    it('an address that cannot be read', async () => {
      const { code, said } = await refused({ DATABASE_URL: 'postgres://u:p#w@h:1x/db', HARK_SECRET_KEY: secret });

      expect(code).toBe(1);
      expect(said).toContain('DATABASE_URL cannot be read. Write it as postgres://');
    });
  });

  describe('npm run text', () => {
    let product: Product;

    beforeAll(async () => {
      product = await Product.start(join(folder, 'text'));
    });
    afterAll(() => product.stop());

    it('finds the server by the same .env', async () => {
      const cwd = await mkdtemp(join(folder, 'cwd-'));
      const port = new URL(product.url).port;
      await writeFile(join(cwd, '.env'), `PORT=${port}\nHARK_API_KEY=${TEST_API_KEY}\nHARK_URL=\n`);
      const { code, said } = await play(['START'], {}, cwd);

      expect(code).toBe(0);
      expect(said).toMatch(/consent +unknown → subscribed/);
    });

    it.each<[string, string[], Record<string, string>, RegExp]>([
      ['an unknown option', ['--form', '+1', 'STOP'], {}, /^Unknown option '--form'\.\nnpm run text --/],
      ['an option without its value', ['--from'], {}, /^Option '--from <value>' argument missing\.\nnpm run text --/],
      ['a wrong key', ['STOP'], { HARK_API_KEY: 'wrong' }, /^Hark at \S+ does not know this API key: set HARK_API_KEY/],
      ['no key anywhere', ['STOP'], {}, /^No API key: set HARK_API_KEY, or start Hark here first/],
      ['an empty from', ['--from=', 'STOP'], { HARK_API_KEY: TEST_API_KEY }, /^400: 'from' must be longer/],
    ])('%s: a sentence', async (_, args, environment, sentence) => {
      const { code, said } = await play(args, { HARK_URL: product.url, ...environment });

      expect([code, said.includes('    at ')]).toEqual([1, false]);
      expect(said).toMatch(sentence);
    });

    it('nobody, or somebody else, at the address: a sentence', async () => {
      const key = { HARK_API_KEY: TEST_API_KEY };

      expect((await play(['STOP'], { ...key, HARK_URL: 'http://127.0.0.1:1' })).said).toContain('Start Hark first');
      expect((await play(['STOP'], { ...key, HARK_URL: `http://127.0.0.1:${taken}` })).said).toContain('is not Hark');
    });
  });
});

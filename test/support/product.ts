import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { send } from './app.js';
import { TEST_API_KEY } from './hark.js';
import { TWILIO_ACCOUNT } from './twilio.js';

/** Below the project, so that imports of packages resolve. */
const BUILD = 'node_modules/.cache/hark-test-build';

/** The product in a process of its own, as `npm start` runs it, for tests that kill it or its database. */
export class Product {
  private text = '';
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.ended = new Promise((resolve) => child.once('exit', resolve));
  }

  /** Compiles the sources as `npm run build` does, into a folder from which our dependencies are found. */
  static async build(): Promise<void> {
    await promisify(execFile)(process.execPath, [
      'node_modules/@swc/cli/bin/swc.js',
      ...['src', 'migrations', '--out-dir', BUILD, '--extensions', '.ts', '--ignore', '**/*.spec.ts', '--quiet'],
    ]);
  }

  /** Starts on a data dir and waits until it is ready. @throws with everything it printed when it ends before */
  static async start(dataDir: string, environment: Record<string, string> = {}): Promise<Product> {
    const product = Product.launch(dataDir, environment);
    await Promise.race([
      product.printed(/Hark is ready at (\S+)"/),
      product.ended.then((code) => {
        throw new Error(`The product ended with ${String(code)}: ${product.text}`);
      }),
    ]);
    return product;
  }

  /** Starts without waiting for anything. */
  static launch(dataDir: string, environment: Record<string, string> = {}): Product {
    const child = spawn(process.execPath, [`${BUILD}/src/main.js`, '--sample-data'], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: '0',
        HARK_DATA_DIR: dataDir,
        HARK_API_KEY: TEST_API_KEY,
        RATE_LIMITS: 'false',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Product(child, dataDir);
  }

  /** Everything written so far: the log and what a start prints. */
  get output(): string {
    return this.text;
  }

  get url(): string {
    return /Hark is ready at (\S+)"/.exec(this.text)?.[1] ?? '';
  }

  /** Waits until the output matches. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for the end of the process. @returns its exit code; null after a signal */
  end(): Promise<number | null> {
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** A Twilio connection with an activated short code. @returns path of its webhook */
  async connectTwilio(): Promise<string> {
    const make = async (path: string, body: object): Promise<{ id: string }> => {
      const answer = await send(this.url, 'POST', path, { body, headers: { authorization: `Bearer ${TEST_API_KEY}` } });
      if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.body as { id: string };
    };
    const connection = await make('/admin/connections', {
      name: 'Twilio',
      provider: 'twilio',
      credentials: TWILIO_ACCOUNT,
    });
    const group = await make('/admin/subscription_groups', { name: 'Promo' });
    await make('/admin/senders', {
      address: '55555',
      kind: 'short_code',
      connection_id: connection.id,
      subscription_group_id: group.id,
      keywords_activated: true,
    });
    return `/webhooks/twilio/${connection.id}/inbound`;
  }

  /** Process id of the embedded postmaster. */
  async postmasterPid(): Promise<number> {
    const text = await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  }

  /** Looks into the embedded database from outside. */
  async rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const pidFile = await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    const password = (await readFile(join(this.dataDir, 'postgres.password'), 'utf8')).trim();
    const client = new pg.Client({
      host: '127.0.0.1',
      port: Number(pidFile.split('\n')[3]),
      user: 'postgres',
      password,
      database: 'hark',
    });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as Row[];
    } finally {
      await client.end();
    }
  }
}

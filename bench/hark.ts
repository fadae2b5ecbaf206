import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findServer } from '../src/kernel/embedded-postgres/running-server.js';

/** The built product. */
const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const KEY = 'bench-key-of-sixteen-or-more';
const TOKEN = '6f1c9b7e2d4a48f0a1b2c3d4e5f60718';
const ACCOUNT = 'AC00112233445566778899aabbccddeeff';

/** The account that every benched request comes from. */
export const account = { account_sid: ACCOUNT, auth_token: TOKEN };

/** A running product on an embedded database of its own, with fsync on. */
export class Hark {
  private constructor(
    private readonly process: ChildProcess,
    private readonly dataDir: string,
    readonly port: number,
    /** From the start of the process to the first answer, initdb included. Unit: milliseconds. */
    readonly readyMs: number,
  ) {}

  static async start(environment: Record<string, string>): Promise<Hark> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hark-bench-'));
    const startedAt = performance.now();
    const child = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env,
        PORT: '0',
        HARK_DATA_DIR: dataDir,
        HARK_API_KEY: KEY,
        RATE_LIMITS: 'false',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve, reject) => {
      let text = '';
      const read = (chunk: Buffer): void => {
        text += chunk.toString();
        const found = /Hark is ready at http:\/\/[^:]+:(\d+)/.exec(text);
        if (found === null) return;
        child.stdout.off('data', read);
        // Log lines are written as in production and thrown away here.
        child.stdout.resume();
        resolve(Number(found[1]));
      };
      child.stdout.on('data', read);
      child.once('exit', (code) => {
        reject(new Error(`Hark ended with ${code ?? 'a signal'}: ${text}`));
      });
    });
    return new Hark(child, dataDir, port, performance.now() - startedAt);
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get authorization(): string {
    return `Bearer ${KEY}`;
  }

  /** Address of the embedded database. */
  async databaseUrl(): Promise<string> {
    const server = await findServer(this.dataDir);
    if (server.kind !== 'running') throw new Error(`The embedded database is not running: ${server.kind}`);
    return server.url;
  }

  async post<Answer>(path: string, body: unknown, method = 'POST'): Promise<Answer> {
    const response = await fetch(`http://${this.host}${path}`, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** A Twilio connection whose short code belongs to a group with a custom keyword. */
  async connectTwilio(): Promise<{ path: string; groupId: string }> {
    const connection = await this.post<{ id: string }>('/admin/connections', {
      name: 'bench',
      provider: 'twilio',
      credentials: account,
    });
    const group = await this.post<{ id: string }>('/admin/subscription_groups', { name: 'Bench' });
    await this.post('/admin/senders', {
      address: '55555',
      kind: 'short_code',
      connection_id: connection.id,
      subscription_group_id: group.id,
      keywords_activated: true,
    });
    await this.post(
      `/admin/subscription_groups/${group.id}/keywords`,
      {
        categories: [
          { category: 'custom', name: 'coupons', keywords: ['COUPON'], reply: 'Ten percent off until Sunday.' },
        ],
      },
      'PUT',
    );
    return { path: `/webhooks/twilio/${connection.id}/inbound`, groupId: group.id };
  }

  /** Resident memory of the process, without PostgreSQL. Unit: MiB; null where the system does not tell. */
  async memory(): Promise<number | null> {
    try {
      const status = await readFile(`/proc/${this.process.pid ?? 0}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

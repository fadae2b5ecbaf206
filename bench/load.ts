import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** One prepared request with a label under which its time is kept. */
export interface Shot {
  readonly bytes: Buffer;
  readonly label: string;
}

/** What a load run measured. Unit of times: milliseconds. */
export interface LoadResult {
  readonly seconds: number;
  readonly answers: number;
  readonly failures: number;
  readonly times: ReadonlyMap<string, number[]>;
}

/** Twilio's signature over a form, written here again so that the bench does not use the code it measures. */
export function signedShot(
  target: { host: string; path: string; token: string },
  form: Record<string, string>,
  label: string,
): Shot {
  const signed = `http://${target.host}${target.path}${Object.keys(form)
    .sort()
    .map((name) => name + (form[name] ?? ''))
    .join('')}`;
  const signature = createHmac('sha1', target.token).update(signed).digest('base64');
  const body = new URLSearchParams(form).toString();
  return {
    label,
    bytes: request('POST', target, body, {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    }),
  };
}

/** A request as bytes. */
export function request(
  method: string,
  { host, path }: { host: string; path: string },
  body: string,
  headers: Record<string, string>,
): Buffer {
  const lines = Object.entries({ host, 'content-length': String(Buffer.byteLength(body)), ...headers });
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}

/** One keep-alive connection that sends one request at a time. Plain sockets: the client shares the cores with what it measures. */
class Gun {
  private socket: Socket | null = null;
  private received = '';
  private settle: ((status: number) => void) | null = null;

  constructor(private readonly port: number) {}

  async open(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.received += chunk;
      this.read();
    });
    socket.on('error', () => this.settle?.(0));
    socket.on('close', () => this.settle?.(0));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    this.socket = socket;
  }

  /** @returns the status, 0 when the connection broke */
  fire(bytes: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.settle = (status) => {
        this.settle = null;
        resolve(status);
      };
      this.socket?.write(bytes);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private read(): void {
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.received.slice(0, headEnd);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < headEnd + 4 + length) return;
    this.received = this.received.slice(headEnd + 4 + length);
    this.settle?.(Number(head.slice(9, 12)));
  }
}

/** As fast as the server answers, over a fixed number of connections. */
export async function closedLoop(
  port: number,
  connections: number,
  shots: Iterator<Shot>,
  seconds: number,
): Promise<LoadResult> {
  const result = new Result();
  const until = performance.now() + seconds * 1000;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const gun = new Gun(port);
      await gun.open();
      while (performance.now() < until) await result.time(gun, shots.next().value as Shot);
      gun.close();
    }),
  );
  return result.over((performance.now() - startedAt) / 1000);
}

/** A fixed rate whatever the server does; times count from when a request was due, so waiting in line is not hidden. */
export async function openLoop(
  port: number,
  connections: number,
  shots: Iterator<Shot>,
  seconds: number,
  perSecond: number,
): Promise<LoadResult> {
  const result = new Result();
  const guns: Gun[] = [];
  for (let index = 0; index < connections; index++) {
    const gun = new Gun(port);
    await gun.open();
    guns.push(gun);
  }
  const waiting: { shot: Shot; due: number }[] = [];
  const pending = new Set<Promise<void>>();
  const startedAt = performance.now();
  let sent = 0;
  const serve = (): void => {
    while (waiting.length > 0 && guns.length > 0) {
      const { shot, due } = waiting.shift()!;
      const gun = guns.pop()!;
      const done = result.time(gun, shot, due).then(() => {
        pending.delete(done);
        guns.push(gun);
        serve();
      });
      pending.add(done);
    }
  };
  while (performance.now() - startedAt < seconds * 1000) {
    const target = Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
    for (; sent < target; sent++)
      waiting.push({ shot: shots.next().value as Shot, due: startedAt + (sent / perSecond) * 1000 });
    serve();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (pending.size > 0) await Promise.all(pending);
  guns.forEach((gun) => {
    gun.close();
  });
  return result.over((performance.now() - startedAt) / 1000);
}

class Result {
  private answers = 0;
  private failures = 0;
  private readonly times = new Map<string, number[]>();

  async time(gun: Gun, shot: Shot, due = performance.now()): Promise<void> {
    const status = await gun.fire(shot.bytes);
    if (status < 200 || status > 299) {
      this.failures += 1;
      return;
    }
    this.answers += 1;
    let times = this.times.get(shot.label);
    if (times === undefined) this.times.set(shot.label, (times = []));
    times.push(performance.now() - due);
  }

  over(seconds: number): LoadResult {
    return { seconds, answers: this.answers, failures: this.failures, times: this.times };
  }
}

/** @param share e.g. 0.99 */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

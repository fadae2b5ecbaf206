import { account, Hark } from './hark.js';
import { phoneOf } from './people.js';
import { closedLoop, type LoadResult, openLoop, percentile, type Shot, signedShot } from './load.js';

const CONNECTIONS = 128;
const WARM_UP_SECONDS = 3;
const SECONDS = 10;
/** Numbers that are subscribed before the measured part. */
const KNOWN = 4000;
/** People from here on have never texted. */
const UNKNOWN_FROM = 5_000_000;
/** Rounds of baseline and product in turn, so that a drift of the machine hits both. */
const ROUNDS = 3;

/** One transaction per message on as many connections as help it, against the product as it ships. */
const BASELINE = { INBOUND_BATCH_MAX: '1', INBOUND_LANES: '8' };
const PRODUCT = {};

const TEXTS = ['STOP', 'START', 'HELP', 'COUPON', 'see you at eight', 'please stop texting me'];

/** What the inbound bench found. Rates per second, times in milliseconds, memory in MiB. */
export interface InboundFigures {
  readonly baseline: number[];
  readonly product: number[];
  readonly failures: number;
  readonly readyMs: number;
  readonly memoryBefore: number | null;
  readonly memoryAfter: number | null;
  readonly known: { readonly p50: number; readonly p99: number };
  readonly unknown: { readonly p50: number; readonly p99: number };
}

/** Real HTTP, real signatures, commit before the answer, fsync on; generator and PostgreSQL on the same machine. */
export async function benchInbound(): Promise<InboundFigures> {
  const baseline: number[] = [];
  const product: number[] = [];
  let failures = 0;
  let last: { latency: LoadResult; readyMs: number; before: number | null; after: number | null } | null = null;
  for (let round = 1; round <= ROUNDS; round++) {
    const slow = await oneRun(BASELINE, false);
    const fast = await oneRun(PRODUCT, round === ROUNDS);
    baseline.push(rate(slow.throughput));
    product.push(rate(fast.throughput));
    failures += slow.throughput.failures + fast.throughput.failures;
    process.stderr.write(
      `inbound round ${round}: ${rate(slow.throughput).toFixed(0)}/s → ${rate(fast.throughput).toFixed(0)}/s\n`,
    );
    if (fast.latency !== null)
      last = { latency: fast.latency, readyMs: fast.readyMs, before: fast.before, after: fast.after };
  }
  const times = (label: string): { p50: number; p99: number } => {
    const list = last?.latency.times.get(label) ?? [];
    return { p50: percentile(list, 0.5), p99: percentile(list, 0.99) };
  };
  return {
    baseline,
    product,
    failures: failures + (last?.latency.failures ?? 0),
    readyMs: last?.readyMs ?? Number.NaN,
    memoryBefore: last?.before ?? null,
    memoryAfter: last?.after ?? null,
    known: times('known'),
    unknown: times('unknown'),
  };
}

async function oneRun(environment: Record<string, string>, withLatency: boolean) {
  const hark = await Hark.start(environment);
  try {
    const { path } = await hark.connectTwilio();
    const make = new Texts(hark.host, path);
    await closedLoop(hark.port, CONNECTIONS, make.subscriptions(), WARM_UP_SECONDS);
    const before = await hark.memory();
    const throughput = await closedLoop(hark.port, CONNECTIONS, make.mixed(), SECONDS);
    const latency = withLatency ? await openLoop(hark.port, CONNECTIONS, make.mixed(), SECONDS, 1000) : null;
    return { throughput, latency, readyMs: hark.readyMs, before, after: await hark.memory() };
  } finally {
    await hark.stop();
  }
}

/** Texts per second in a house that stands already, half of them from its people. @param known number of people */
export async function throughputIn(hark: Hark, path: string, known: number): Promise<number> {
  const make = new Texts(hark.host, path, known);
  await closedLoop(hark.port, CONNECTIONS, make.mixed(), WARM_UP_SECONDS);
  return rate(await closedLoop(hark.port, CONNECTIONS, make.mixed(), SECONDS));
}

function rate({ answers, seconds }: LoadResult): number {
  return answers / seconds;
}

/** Makes signed requests: the first ones subscribe the known numbers, the others mix known and unknown half and half. */
class Texts {
  private sequence = 0;

  constructor(
    private readonly host: string,
    private readonly path: string,
    private readonly known = KNOWN,
  ) {}

  *subscriptions(): Generator<Shot> {
    for (;;) yield this.shot(this.sequence % this.known, 'START', 'warm-up');
  }

  *mixed(): Generator<Shot> {
    for (;;) {
      const text = TEXTS[this.sequence % TEXTS.length]!;
      // Two texts in a row share a number's kind, so that both kinds meet every text.
      const known = Math.floor(this.sequence / TEXTS.length) % 2 === 0;
      yield known
        ? this.shot((this.sequence * 7919) % this.known, text, 'known')
        : this.shot(UNKNOWN_FROM + this.sequence, text, 'unknown');
    }
  }

  private shot(person: number, body: string, label: string): Shot {
    this.sequence += 1;
    const sid = `SM${this.sequence.toString(16).padStart(32, '0')}`;
    const from = phoneOf(person);
    return signedShot(
      { host: this.host, path: this.path, token: account.auth_token },
      {
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: account.account_sid,
        From: from,
        To: '55555',
        Body: body,
        NumMedia: '0',
        NumSegments: '1',
        SmsStatus: 'received',
        ApiVersion: '2010-04-01',
      },
      label,
    );
  }
}

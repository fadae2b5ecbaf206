import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './app.js';
import { messageSid, postSigned, TWILIO_ACCOUNT } from './twilio.js';

/** A send request as it arrived. */
export interface SendRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
  /** Id given to the text; null when it was not taken. */
  readonly sid: string | null;
}

/** One answer to a send request. */
type Reaction =
  | { readonly kind: 'taken' }
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly retryAfter?: string }
  /** Takes the text and never answers. */
  | { readonly kind: 'silence' }
  /** Takes the text and resets the connection. */
  | { readonly kind: 'reset' };

/** A delivery report that follows by itself. */
interface Report {
  readonly status: string;
  readonly errorCode?: string;
  /** Posted before the send request is answered. */
  readonly early?: true;
}

interface Script {
  /** One per request; the last one for all that follow. */
  readonly reactions: readonly [Reaction, ...Reaction[]];
  readonly reports?: readonly Report[];
}

const TAKEN: Reaction = { kind: 'taken' };

/** What happens to a text, by the number it goes to. @source contract "providers", section 17 */
export const SCRIPTS = {
  ok: '+15005550001',
  invalidNumber: '+15005550002',
  optedOut: '+15005550003',
  rateLimitedTwice: '+15005550004',
  brokenTwice: '+15005550005',
  silent: '+15005550006',
  landline: '+15005550007',
  outOfOrder: '+15005550008',
  unreachable: '+15005550009',
  reset: '+15005550010',
  reportFirst: '+15005550011',
  broken: '+15005550012',
  badGateway: '+15005550013',
} as const;

const scripts = new Map<string, Script>([
  [SCRIPTS.ok, { reactions: [TAKEN] }],
  [SCRIPTS.invalidNumber, { reactions: [{ kind: 'error', status: 400, code: 21211 }] }],
  [SCRIPTS.optedOut, { reactions: [{ kind: 'error', status: 400, code: 21610 }] }],
  [
    SCRIPTS.rateLimitedTwice,
    {
      reactions: [
        { kind: 'error', status: 429, code: 20429, retryAfter: '1' },
        { kind: 'error', status: 429, code: 20429, retryAfter: '1' },
        TAKEN,
      ],
    },
  ],
  [
    SCRIPTS.brokenTwice,
    {
      reactions: [{ kind: 'error', status: 500, code: 20500 }, { kind: 'error', status: 500, code: 20500 }, TAKEN],
    },
  ],
  [SCRIPTS.silent, { reactions: [{ kind: 'silence' }] }],
  [SCRIPTS.landline, { reactions: [TAKEN], reports: [{ status: 'undelivered', errorCode: '30006' }] }],
  [
    SCRIPTS.outOfOrder,
    {
      reactions: [TAKEN],
      reports: [{ status: 'delivered' }, { status: 'sent' }, { status: 'failed', errorCode: '30008' }],
    },
  ],
  [SCRIPTS.unreachable, { reactions: [TAKEN], reports: [{ status: 'undelivered', errorCode: '30003' }] }],
  [SCRIPTS.reset, { reactions: [{ kind: 'reset' }] }],
  [SCRIPTS.reportFirst, { reactions: [TAKEN], reports: [{ status: 'delivered', early: true }] }],
  [SCRIPTS.broken, { reactions: [{ kind: 'error', status: 500, code: 20500 }] }],
  [SCRIPTS.badGateway, { reactions: [{ kind: 'error', status: 502, code: 20500 }] }],
]);

/**
 * Twilio's send API on loopback: checks the account, answers as documented, records every request and reports the
 * delivery with callbacks signed by the official SDK. @source contract "providers", sections 3.4, 3.5 and 17
 */
export class FakeTwilio {
  readonly requests: SendRequest[] = [];
  /** Where callbacks are posted instead of their public address, which exists in no test. */
  deliverTo: { readonly publicUrl: string; readonly url: string } | null = null;
  /** Answers of Hark to the reports that followed by themselves. */
  readonly reported: Answer[] = [];
  /** While set, answers wait for it. */
  gate: Promise<void> | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeTwilio> {
    const server = createServer((request, response) => {
      fake.take(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    const fake = new FakeTwilio(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** All requests to a number. */
  requestsTo(number: string): SendRequest[] {
    return this.requests.filter(({ form }) => form['To'] === number);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Posts a signed report about a text to the callback address that came with it. */
  async report({ form, sid }: SendRequest, status: string, errorCode?: string): Promise<Answer> {
    return this.postReport(form['StatusCallback'] ?? '', {
      sid: sid ?? '',
      status,
      from: form['From'] ?? '',
      to: form['To'] ?? '',
      ...(errorCode === undefined ? {} : { errorCode }),
    });
  }

  /** The same for any callback address, e.g. one out of TwiML. */
  postReport(
    callback: string,
    about: { sid: string; status: string; errorCode?: string; from?: string; to?: string; token?: string },
  ): Promise<Answer> {
    if (this.deliverTo === null || !callback.startsWith(this.deliverTo.publicUrl))
      throw new Error('The callback does not go to the public address of the tested Hark.');
    const form = {
      ...(about.errorCode === undefined ? {} : { ErrorCode: about.errorCode }),
      MessageStatus: about.status,
      SmsStatus: about.status,
      SmsSid: about.sid,
      MessageSid: about.sid,
      To: about.to ?? SCRIPTS.ok,
      From: about.from ?? '+14155550100',
      AccountSid: TWILIO_ACCOUNT.account_sid,
      ApiVersion: '2010-04-01',
    };
    return postSigned(this.deliverTo.url, callback.slice(this.deliverTo.publicUrl.length), form, {
      signedUrl: callback,
      ...(about.token === undefined ? {} : { token: about.token }),
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Object.fromEntries(new URLSearchParams(await textOf(request)));
    const script = scripts.get(form['To'] ?? '') ?? { reactions: [TAKEN] };
    const earlier = this.requestsTo(form['To'] ?? '').length;
    const expected = `Basic ${Buffer.from(`${TWILIO_ACCOUNT.account_sid}:${TWILIO_ACCOUNT.auth_token}`).toString('base64')}`;
    const known =
      request.method === 'POST' &&
      request.url === `/2010-04-01/Accounts/${TWILIO_ACCOUNT.account_sid}/Messages.json` &&
      request.headers.authorization === expected;
    const reaction: Reaction = known
      ? (script.reactions[earlier] ?? script.reactions.at(-1)!)
      : { kind: 'error', status: 401, code: 20003 };
    const sid = reaction.kind === 'error' ? null : messageSid();
    const taken = { path: request.url ?? '', authorization: request.headers.authorization, form, sid };
    this.requests.push(taken);
    await this.gate;
    const reports = sid === null ? [] : (script.reports ?? []);
    for (const report of reports.filter(({ early }) => early))
      this.reported.push(await this.report(taken, report.status, report.errorCode));
    answer(response, reaction, taken);
    for (const report of reports.filter(({ early }) => !early))
      this.reported.push(await this.report(taken, report.status, report.errorCode));
  }
}

function answer(response: ServerResponse, reaction: Reaction, { form, sid }: SendRequest): void {
  if (reaction.kind === 'silence') return;
  if (reaction.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reaction.kind === 'taken') {
    const body = {
      sid,
      account_sid: TWILIO_ACCOUNT.account_sid,
      api_version: '2010-04-01',
      body: form['Body'],
      to: form['To'],
      from: form['From'],
      status: 'queued',
      direction: 'outbound-api',
      num_segments: '1',
      error_code: null,
      error_message: null,
    };
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return;
  }
  const { status, code, retryAfter } = reaction;
  response
    .writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    })
    // Real sentences repeat the number: whoever logs them is found out.
    .end(
      JSON.stringify({
        code,
        message: `The message to ${form['To'] ?? ''} was not taken`,
        more_info: `https://www.twilio.com/docs/errors/${code}`,
        status,
      }),
    );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

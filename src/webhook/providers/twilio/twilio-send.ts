import type { DeliveryFailure, FailureClass } from '../../../contracts/delivery/failure.js';
import type { SendResult } from '../../../contracts/gateways/message.gateway.js';
import { neverLeft, networkCodeOf } from '../network-failure.js';
import type { ProviderMessage, ProviderNetwork } from '../provider-adapter.js';
import { retryAfterMs } from '../retry-after.js';
import { classifyTwilioCode, isWorthRetrying } from './twilio-codes.js';
import { MESSAGE_SID } from './twilio-fields.js';

const API_BASE_URL = 'https://api.twilio.com';

/**
 * Server errors that say "not now" by themselves. Of the others (502, 504 and whatever a proxy invents) nobody knows what
 * happened behind them, and Twilio has no idempotency key: the text may be on its way.
 * @source contract "providers", sections 2 (`temporary`) and 16, case 50
 */
const NOT_TAKEN = new Set([500, 503]);

/** What `send` needs of a Twilio account. */
interface SendingAccount {
  readonly account_sid: string;
  readonly auth_token: string;
}

/**
 * Hands one text to Twilio. Our own thin client, because the SDK's base address cannot be configured.
 * @source contract "providers", section 3.5
 */
export async function sendViaTwilio(
  message: ProviderMessage,
  { account_sid, auth_token }: SendingAccount,
  network: ProviderNetwork,
): Promise<SendResult> {
  const form = new URLSearchParams({ To: message.to.e164(), From: message.from, Body: message.text.reveal() });
  if (message.statusUrl !== null) form.set('StatusCallback', message.statusUrl);
  const account = encodeURIComponent(account_sid);
  const url = `${network.apiBaseUrl ?? API_BASE_URL}/2010-04-01/Accounts/${account}/Messages.json`;
  let response: Response;
  try {
    response = await network.fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${account_sid}:${auth_token}`).toString('base64')}` },
      body: form,
      // A redirect would carry the credentials to somebody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(network.timeoutMs),
    });
  } catch (error) {
    const failure = ours(networkCodeOf(error), 'temporary');
    return neverLeft(error) ? refused(failure, null) : { outcome: 'ambiguous', failure };
  }
  return readAnswer(response.status, await bodyOf(response), message.from, () =>
    retryAfterMs(response.headers.get('retry-after'), network.now),
  );
}

function readAnswer(status: number, body: TwilioBody, from: string, pause: () => number | null): SendResult {
  if (status >= 200 && status < 300) {
    // Taken, but by whom? Without an id only a report could tell.
    return body.sid === null
      ? { outcome: 'ambiguous', failure: ours('ANSWER_WITHOUT_SID', 'unknown') }
      : { outcome: 'accepted', providerMessageId: body.sid };
  }
  if (status === 429) return refused(rateLimit(body.code, from), pause());
  if (status >= 500) {
    const failure = ours(body.code ?? `HTTP_${status}`, 'temporary');
    return NOT_TAKEN.has(status) ? refused(failure, pause()) : { outcome: 'ambiguous', failure };
  }
  if (body.code !== null) return refused(classifyTwilioCode(body.code, from), pause());
  return refused(ours(`HTTP_${status}`, 'sender_config'), null);
}

/** 429 is about a rate whatever code it brings; the code still tells a daily cap from a busy second. */
function rateLimit(code: string | null, from: string): DeliveryFailure {
  if (code === null) return ours('HTTP_429', 'rate_limited');
  const failure = classifyTwilioCode(code, from);
  return failure.class === 'rate_limited' ? failure : ours(code, 'rate_limited');
}

function refused(failure: DeliveryFailure, pauseMs: number | null): SendResult {
  return { outcome: 'refused', failure, retryable: isWorthRetrying(failure), retryAfterMs: pauseMs };
}

function ours(code: string, failureClass: FailureClass): DeliveryFailure {
  return { code, class: failureClass, certainty: 'soft' };
}

/** The two fields of an answer that matter; null where absent or strange. `message` is not read, it may hold the number. */
interface TwilioBody {
  readonly sid: string | null;
  readonly code: string | null;
}

/** An answer that breaks off or is no JSON still has its status. */
async function bodyOf(response: Response): Promise<TwilioBody> {
  let parsed: unknown;
  try {
    parsed = await response.json();
  } catch {
    parsed = null;
  }
  const { sid, code } = (parsed ?? {}) as { sid?: unknown; code?: unknown };
  return {
    sid: typeof sid === 'string' && MESSAGE_SID.test(sid) ? sid : null,
    code: typeof code === 'number' && Number.isInteger(code) && code > 0 ? String(code) : null,
  };
}

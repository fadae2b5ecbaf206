import type { SendResult } from '../../../contracts/gateways/message.gateway.js';
import type {
  Acknowledgement,
  CredentialsResult,
  InboundOutcome,
  ParseResult,
  ProviderAdapter,
  ProviderMessage,
  ProviderNetwork,
  StatusResult,
  Verdict,
  WebhookRequest,
} from '../provider-adapter.js';
import { parseTwilioInbound } from './twilio-inbound.js';
import { sendViaTwilio } from './twilio-send.js';
import { verifyTwilioSignature } from './twilio-signature.js';
import { parseTwilioStatus } from './twilio-status.js';
import { twiml, TWIML_CONTENT_TYPE } from './twiml.js';

/** Credentials of a Twilio connection, as in the management API. */
export interface TwilioCredentials {
  readonly account_sid: string;
  readonly auth_token: string;
  /** Accepted as well while the account changes its token; Twilio signs with the primary one only. */
  readonly secondary_auth_token?: string;
}

const CREDENTIAL_NAMES = ['account_sid', 'auth_token', 'secondary_auth_token'];

/**
 * Twilio Programmable Messaging.
 * @source contract "providers", section 3
 */
export class TwilioAdapter implements ProviderAdapter<TwilioCredentials> {
  readonly provider = 'twilio';
  readonly repliesInResponse = true;

  readCredentials(value: unknown): CredentialsResult<TwilioCredentials> {
    if (typeof value !== 'object' || value === null) return { ok: false, problem: 'credentials must be an object' };
    const given = new Map<string, unknown>(Object.entries(value));
    const unknown = [...given.keys()].find((name) => !CREDENTIAL_NAMES.includes(name));
    if (unknown !== undefined) return { ok: false, problem: `credentials know only ${CREDENTIAL_NAMES.join(', ')}` };
    const account_sid = text(given.get('account_sid'));
    const auth_token = text(given.get('auth_token'));
    if (account_sid === null || auth_token === null) {
      return { ok: false, problem: 'account_sid and auth_token must be non-empty strings without blanks' };
    }
    if (given.get('secondary_auth_token') === undefined) return { ok: true, credentials: { account_sid, auth_token } };
    const secondary_auth_token = text(given.get('secondary_auth_token'));
    if (secondary_auth_token === null) {
      return { ok: false, problem: 'secondary_auth_token must be a non-empty string without blanks' };
    }
    return { ok: true, credentials: { account_sid, auth_token, secondary_auth_token } };
  }

  verify(request: WebhookRequest, { auth_token, secondary_auth_token }: TwilioCredentials): Verdict {
    return verifyTwilioSignature(request, [auth_token, secondary_auth_token ?? '']);
  }

  parseInbound(request: WebhookRequest, { account_sid }: TwilioCredentials): ParseResult {
    return parseTwilioInbound(request, account_sid);
  }

  /** 400 for what cannot be decoded: Twilio does not repeat on 4xx, and shows it to the operator in its error log. */
  acknowledge(outcome: InboundOutcome): Acknowledgement {
    if (outcome.kind === 'undecodable') return { status: 400, contentType: null, body: '' };
    const replies = outcome.kind === 'stored' ? outcome.replies : [];
    return { status: 200, contentType: TWIML_CONTENT_TYPE, body: twiml(replies) };
  }

  parseStatus(request: WebhookRequest, { account_sid }: TwilioCredentials): StatusResult {
    return parseTwilioStatus(request, account_sid);
  }

  send(message: ProviderMessage, credentials: TwilioCredentials, network: ProviderNetwork): Promise<SendResult> {
    return sendViaTwilio(message, credentials, network);
  }
}

/** A copied blank or line end would make every signature wrong, and nobody would see why. */
function text(value: unknown): string | null {
  return typeof value === 'string' && /^\S+$/.test(value) ? value : null;
}

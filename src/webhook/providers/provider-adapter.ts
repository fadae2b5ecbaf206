import type { ReceiptState } from '../../contracts/delivery/1-receipts-received.event.js';
import type { DeliveryFailure } from '../../contracts/delivery/failure.js';
import type { OutgoingMessage, SendResult } from '../../contracts/gateways/message.gateway.js';
import type { ProviderHint } from '../../contracts/inbound/classification.js';
import type { Channel } from '../../contracts/phone/address.js';

/** One provider request exactly as it arrived. Adapters never change it. */
export interface WebhookRequest {
  readonly method: string;
  /** The URL the provider may have called, with its raw query; the likeliest first. Empty when it cannot be known. */
  readonly publicUrls: readonly string[];
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The exact bytes; empty when there was no body. */
  readonly rawBody: Buffer;
  readonly now: Date;
}

/** Why a request was refused: few fixed words, fit for logs and metric labels. */
export type RefusalReason =
  | 'credential_missing'
  | 'credential_wrong'
  | 'credential_stale'
  /** The connection has no secret. Everything is refused until an operator sets one: alert loudly. */
  | 'not_configured'
  /** Correctly signed, but for another account of the provider. */
  | 'account_wrong';

/** Whether the request comes from the provider. */
export type Verdict =
  | {
      readonly ok: true;
      /** How it was proven: `hmac-sha1`, `jwt-hs256`, `basic`, … */
      readonly authMethod: string;
      /** The form of the public URL that verified, for diagnostics; null where the URL is not signed. */
      readonly url: string | null;
    }
  | {
      readonly ok: false;
      /** 401 without any credential, 403 with a wrong, stale or forbidden one. */
      readonly status: 401 | 403;
      readonly reason: RefusalReason;
      /** What an operator should look at; never holds secrets, expected signatures or anything from the request. */
      readonly hint: string | null;
    };

/** One text as the provider told it. All texts are storable (no U+0000, no lone surrogate) and untrimmed. */
export interface ParsedInbound {
  /** The provider's id of the message: with the connection it is the key that refuses duplicates. */
  readonly providerMessageId: string;
  /** The id was derived from the content because the provider gave none. */
  readonly weakId: boolean;
  /** Id of this delivery attempt, where there is one. Never a key: some senders change it on every retry. */
  readonly deliveryId: string | null;
  readonly channel: Channel;
  /** Addresses as written by the provider, never empty; the phone module reads them. */
  readonly from: string;
  /** Our address; the one we own if several were addressed. */
  readonly to: string;
  /** Everybody else addressed by a group message. */
  readonly otherRecipients: readonly string[];
  /** Empty when there is none. */
  readonly text: string;
  readonly media: readonly ParsedMedia[];
  readonly segments: number | null;
  readonly hint: ProviderHint | null;
  /** When the provider says it happened; null when it does not say. */
  readonly providerTime: Date | null;
  /** ISO 3166-1 alpha-2 of the person, where the provider gives it. */
  readonly country: string | null;
  /** Every parsed field, for the record. A key may be `__proto__`: read it, never assign from it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Where to fetch an attachment later; never fetched while the provider waits. */
export interface ParsedMedia {
  readonly url: string;
  readonly contentType: string | null;
}

/** An element that cannot be used, kept for an operator. */
export interface BadElement {
  /** Fixed words, fit for logs. */
  readonly reason: string;
  /** What arrived, as storable text. Personal data. */
  readonly raw: string;
}

/** What a verified request says. */
export type ParseResult =
  /** Good and bad elements of one request; one bad element never stops its neighbours. */
  | { readonly kind: 'messages'; readonly messages: readonly ParsedInbound[]; readonly bad: readonly BadElement[] }
  /** Understood, of a type we do not use: answer 2xx, count it. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Not understood at all: keep the bytes in quarantine. */
  | { readonly kind: 'undecodable'; readonly reason: string }
  /** Understood, and not for this connection: store nothing. */
  | { readonly kind: 'refused'; readonly status: 403; readonly reason: RefusalReason };

/** One delivery report as the provider told it. */
export interface ParsedReceipt {
  readonly providerMessageId: string;
  /** Our own id of the text, when the report carries it; a UUID. */
  readonly outboundId: string | null;
  readonly state: ReceiptState;
  readonly failure: DeliveryFailure | null;
}

/** What a verified delivery report says. The other kinds as in {@link ParseResult}. */
export type StatusResult =
  | { readonly kind: 'receipts'; readonly receipts: readonly ParsedReceipt[] }
  | Exclude<ParseResult, { readonly kind: 'messages' }>;

/** What became of a request, for the answer to the provider. */
export type InboundOutcome =
  /** Committed now or earlier; a repeat carries the same replies again. */
  | { readonly kind: 'stored'; readonly replies: readonly InlineReply[] }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'undecodable' };

/** A reply that travels inside the answer. Only for adapters with `repliesInResponse`. */
export interface InlineReply {
  readonly text: string;
  /** Where the provider shall report the delivery; null for no report. */
  readonly statusUrl: string | null;
}

/** The HTTP answer. */
export interface Acknowledgement {
  readonly status: number;
  /** Null when the body is empty. */
  readonly contentType: string | null;
  readonly body: string;
}

/** A text as an adapter sends it. */
export interface ProviderMessage extends OutgoingMessage {
  /** Where the provider shall report the delivery; null for no report. */
  readonly statusUrl: string | null;
}

/** What an adapter may use of the world while it sends; injected, so that tests decide what happens out there. */
export interface ProviderNetwork {
  readonly fetch: typeof globalThis.fetch;
  /** How long one request may take in all. Stays well below the lease of the outbox, 60 s. Unit: milliseconds. */
  readonly timeoutMs: number;
  /** Instead of the provider's own address; null for that. Checked, without a slash at the end. */
  readonly apiBaseUrl: string | null;
  readonly now: Date;
}

/** Credentials as an operator gave them, checked; `problem` is a sentence that never repeats a value. */
export type CredentialsResult<C> =
  { readonly ok: true; readonly credentials: C } | { readonly ok: false; readonly problem: string };

/**
 * All that is particular to one SMS provider. Pure functions but for `send`: no network, no database, no clock of their
 * own, so that every published request can be a unit test. Callers go in this order: `verify`, `parseInbound` or
 * `parseStatus`, store, `acknowledge`; nothing from the body is stored or logged before `verify` said yes. Refusals
 * (401, 403) have an empty body and are the caller's.
 * @source contract "providers", sections 1.1 and 14
 */
export interface ProviderAdapter<C = unknown> {
  /** Name in the webhook path. */
  readonly provider: string;
  /** The provider takes a reply inside the answer to its request. */
  readonly repliesInResponse: boolean;
  readCredentials(value: unknown): CredentialsResult<C>;
  verify(request: WebhookRequest, credentials: C): Verdict;
  /** Only after `verify` said yes. */
  parseInbound(request: WebhookRequest, credentials: C): ParseResult;
  acknowledge(outcome: InboundOutcome): Acknowledgement;
  /** Reads a delivery report, only after `verify` said yes. Absent: the provider's status route does not exist. */
  parseStatus?(request: WebhookRequest, credentials: C): StatusResult;
  /** Hands one text to the provider. Never throws. Absent: the provider only receives. */
  send?(message: ProviderMessage, credentials: C, network: ProviderNetwork): Promise<SendResult>;
}

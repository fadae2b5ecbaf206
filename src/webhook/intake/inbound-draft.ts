import type { ProviderHint, SenderKind } from '../../contracts/inbound/classification.js';

/** One verified, parsed text on its way to being stored. */
export interface InboundDraft {
  /** Id its row will have, UUIDv7. */
  readonly id: string;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly provider: string;
  readonly providerMessageId: string;
  /** UUIDv7 that the texts of one request share, and with it `rawBody`; null for a text that came alone. */
  readonly requestId: string | null;
  readonly rawBody: Buffer;
  readonly contentType: string | null;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly media: readonly { readonly url: string; readonly contentType: string | null }[];
  readonly hint: ProviderHint | null;
  readonly providerTime: Date | null;
  readonly receivedAt: Date;
  readonly occurredAt: Date;
  readonly replyVia: 'response' | 'api';
  readonly answeredUpstream: Readonly<Record<SenderKind, 'provider' | 'network' | null>>;
}

/**
 * Where a stored text is. `processed`: it took the road · `ignored`: not for us to act on · `quarantined`: the road could
 * not take it, it can be replayed · `erased`: its person was erased, only its key is left.
 */
export const INBOUND_STATUSES = ['processed', 'ignored', 'quarantined', 'erased'] as const;

/** @see INBOUND_STATUSES */
export type InboundStatus = (typeof INBOUND_STATUSES)[number];

/** What a text caused, as kept in `inbound_decision.outcome` and shown by the management API. */
export interface StoredOutcome {
  readonly profile: {
    readonly braze_id: string;
    readonly external_id: string | null;
    readonly created: boolean;
  } | null;
  readonly consent_change: {
    readonly id: string;
    readonly subscription_group_id: string;
    readonly before: string;
    readonly after: string;
    readonly effect: string;
  } | null;
  readonly custom_event: { readonly id: string; readonly name: string } | null;
  readonly reply: {
    readonly id: string;
    readonly kind: string;
    readonly body: string;
    readonly via: 'response' | 'api';
  } | null;
}

/** What became of a draft. */
export type InboundResult =
  | {
      readonly kind: 'processed';
      readonly id: string;
      /** Stored by an earlier request; nothing happened this time. */
      readonly repeat: boolean;
      readonly category: string | null;
      readonly outcome: StoredOutcome;
    }
  | { readonly kind: 'quarantined'; readonly id: string; readonly repeat: boolean; readonly code: string }
  | { readonly kind: 'ignored'; readonly id: string; readonly repeat: boolean };

/** 72 hours before to 5 minutes after arrival. Unit: milliseconds. @source contract "keywords and consent", section 7.2 */
const PLAUSIBLE_PAST_MS = 72 * 3_600_000;
const PLAUSIBLE_FUTURE_MS = 5 * 60_000;

/** The instant that orders consent: the provider's when it is plausible, else arrival. */
export function orderTime(providerTime: Date | null, receivedAt: Date): Date {
  if (providerTime === null) return receivedAt;
  const lead = providerTime.getTime() - receivedAt.getTime();
  return lead >= -PLAUSIBLE_PAST_MS && lead <= PLAUSIBLE_FUTURE_MS ? providerTime : receivedAt;
}

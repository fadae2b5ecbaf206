import type { ConsentDecision, ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import type { ConsentKey } from './consent-key.js';

/** Road by which a statement came. @source contract "keywords and consent", section 7.4 */
export type ConsentSource =
  'keyword' | 'intent' | 'provider_hint' | 'carrier_block' | 'api' | 'phone_change' | 'deactivation' | 'operator';

/** What proves a statement: who said it, how it reached us and how it was read. @source contract "keywords and consent", 7.4 */
export interface Evidence {
  /** The profiles on the number, or the one a call named. */
  readonly profileIds: readonly string[];
  readonly source: ConsentSource;
  readonly rule: string | null;
  readonly keywordSetVersion: string | null;
  /** Confidence from 0 to 1. */
  readonly score: number | null;
  readonly matchedKeyword: string | null;
  readonly inboundMessageId: string | null;
  readonly provider: string | null;
  readonly providerMessageId: string | null;
  /** Our own address that was texted. */
  readonly sender: string | null;
  readonly senderKind: string | null;
  /** Id of the API key; null when the person spoke. */
  readonly actor: string | null;
  readonly originChangeId: string | null;
  readonly providerTime: Date | null;
  readonly receivedAt: Date;
}

/** One row of the append-only history. */
export interface ConsentChange extends ConsentKey, Evidence {
  /** UUIDv7. */
  readonly id: string;
  readonly action: 'opt_in' | 'opt_out' | 'inherit' | 'reset';
  readonly stateBefore: ConsentState;
  readonly stateAfter: ConsentState;
  readonly effect: Exclude<ConsentDecision['effect'], 'none'>;
  readonly reason: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
}

/** A state as it is stored: where the number stands and which row of the history says so. */
export interface StoredConsent extends ConsentKey {
  readonly state: ConsentState;
  readonly occurredAt: Date;
  /** When the row `changeId` was recorded. */
  readonly changedAt: Date;
  readonly changeId: string;
}

import type { GroupPolicy, SenderKind } from './classification.js';

/** A subscription group as the road needs it. */
export interface GroupOnRoad {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly policy: GroupPolicy;
  /** ISO 639-1; English is always among them. */
  readonly languages: readonly string[];
  readonly doubleOptIn: boolean;
  /** What a suspected opt-out means; null: the default for the number's country. @source contract "keywords and consent", 5.6 */
  readonly suspectedOptOut: 'auto' | 'clarify' | null;
  /** Template of the answer to texts that mean nothing in particular; null: they get none. */
  readonly defaultReply: string | null;
}

/** One of our own addresses and the group it belongs to. */
export interface SenderOnRoad {
  /** UUID. */
  readonly id: string;
  readonly address: string;
  readonly kind: SenderKind;
  readonly keywordsActivated: boolean;
  readonly group: GroupOnRoad;
}

/** A fact as it is handed to its consumer. Delivered at least once: tolerate a repeat by `id`. */
export interface OutboxDelivery {
  readonly id: string;
  readonly workspaceId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Tries before this one. */
  readonly attempts: number;
}

/** What became of a try. */
export type DeliveryVerdict =
  | { readonly kind: 'done' }
  /** Worth trying again. `afterMs` overrides the usual pause. */
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs?: number }
  /** Not worth trying again; kept for an operator. */
  | { readonly kind: 'park'; readonly code: string };

/** Takes the facts of one topic out into the world. Runs outside any transaction and may use the network. */
export interface OutboxConsumer {
  readonly topic: string;
  deliver(fact: OutboxDelivery): Promise<DeliveryVerdict>;
}

import type { Masked } from '../../kernel/masked.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/**
 * Why something that was accepted had no effect, with the sentence an operator reads. The wire answer stays silent about
 * it where the contract says so.
 */
export const noEffectReasons = {
  unknown_alias: 'Nobody has this alias, and without `_update_existing_only: false` the object makes nobody.',
  unknown_braze_id: 'Nobody has this braze_id; one cannot be invented.',
  update_existing_only: 'Nobody is called that, and `_update_existing_only: true` forbids making somebody.',
  push_token_import: 'Push tokens are accepted and dropped, and the object names nobody.',
  nothing_to_apply: 'The object has no field to write, or only values that their fields cannot hold.',
  value_does_not_fit: 'The stored custom attribute does not allow the operation, such as `inc` on a text.',
  unchanged: 'The profile says all of that already.',
  nobody: 'No profile has this external_id, number or email, and the route makes none.',
  not_a_phone_number: 'No E.164 number can be made of the phone.',
  other_channel: 'A phone in a group for e-mail, or an email in a group for SMS.',
  waits_for_number: 'The profile has no number yet; the wish takes effect when one arrives.',
  older_than_state: 'Somebody has said otherwise since.',
  left_before_erasure: 'The number had left the group before its person was erased; only the person can come back.',
  opt_out_wins_tie: 'There was an opt-out within two seconds, and it wins.',
} as const;

/** One of `noEffectReasons`. */
export type NoEffectReason = keyof typeof noEffectReasons;

/** How somebody was named. The value is kept only as a keyed fingerprint. */
export interface NamedBy {
  readonly kind: 'external_id' | 'alias' | 'braze_id' | 'email' | 'phone';
  readonly value: Masked;
}

/** One object, or one part of it, that did nothing. */
export interface NoEffect {
  readonly reason: NoEffectReason;
  /** The array of the request it stood in, as the API names it; null when the request has none. */
  readonly inputArray: string | null;
  /** Its place there; null when it has none. */
  readonly index: number | null;
  readonly named: NamedBy | null;
  /** The subscription group that was asked for, or null. */
  readonly groupId: string | null;
}

/** The request all of them came with. */
export interface SilentCall {
  readonly workspaceId: string;
  /** Path of the route, such as `/users/track`. */
  readonly route: string;
  /** Id of the API key. */
  readonly actor: string;
  readonly receivedAt: Date;
}

/**
 * Takes down what had no effect, for whoever asks later why nothing happened, and counts it. Called last in a
 * transaction, and at no cost when there is nothing to say. Answered by: user-track.
 */
export abstract class NoEffectLog {
  abstract record(work: UnitOfWork, call: SilentCall, entries: readonly NoEffect[]): Promise<void>;
}

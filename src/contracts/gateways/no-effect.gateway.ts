import type { Masked } from '../../kernel/masked.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/**
 * Why something that was accepted had no effect, with the sentence an operator reads. The wire answer stays silent about
 * it where the contract says so.
 */
export const noEffectReasons = {
  unknown_alias: 'Nobody has this alias. In `/users/track`, `_update_existing_only: false` would have made somebody.',
  unknown_external_id: 'Nobody has this external_id, and the route makes nobody for one.',
  unknown_braze_id: 'Nobody has this braze_id; one cannot be invented.',
  update_existing_only: 'Nobody is called that, and `_update_existing_only: true` forbids making somebody.',
  push_token_import: 'Push tokens are accepted and dropped, and the object names nobody.',
  nothing_to_apply: 'The object has no field to write, or only values that their fields cannot hold.',
  value_does_not_fit: 'The stored custom attribute does not allow the operation, such as `inc` on a text.',
  unchanged: 'The profile says all of that already.',
  nobody: 'No profile has this external_id, number or email, and the route makes none.',
  several_match: 'Several people have this email or number, and the prioritization leaves more than one.',
  none_match: 'People have this email or number, but the prioritization leaves none of them.',
  alias_taken: 'The alias is somebody’s already.',
  label_taken: 'The person goes by another name under this label already.',
  same_name: 'The new name is the old one.',
  already_identified: 'The person has another external_id already; only anonymous people can be identified.',
  not_combined: 'Both people have a name under one label, and one of the two would be lost.',
  same_person: 'Both names lead to one person already.',
  former_external_id: 'The external_id is one from before a rename; only the current one can be renamed.',
  external_id_taken: 'The new external_id leads to somebody already.',
  current_external_id: 'The external_id is in use; only one from before a rename can be removed.',
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

import type { ProfilesMerged } from '../../contracts/profile/2-profiles-tracked.event.js';
import type { Profile } from '../profile.js';
import type { AliasRow } from '../alias-row.js';

/** A merge with everything its undoing needs. */
export interface DoneMerge extends ProfilesMerged {
  /** False when only the aliases moved. @source contract "Braze API", section 3.4 (`merge_behavior`) */
  readonly dataMoved: boolean;
  readonly keptBefore: Profile;
  readonly gone: Profile;
  readonly keptAfter: Profile;
  /** Of the gone profile, also those that found no place on the kept one. */
  readonly aliases: readonly AliasRow[];
}

import { columnFields, type Profile } from '../profile.js';
import { profileFrom, type ProfileRow } from '../profile-row.js';

/** A name with the instant it was given. */
export interface NamedAlias {
  readonly label: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** Everything that undoing a merge needs. */
export interface MergeSnapshot {
  readonly keptBefore: Profile;
  readonly gone: Profile;
  readonly keptAfter: Profile;
  /** Of the gone profile. */
  readonly aliases: readonly NamedAlias[];
  /** External ids from before a rename that led to the gone profile. */
  readonly formerIds: readonly string[];
}

/** A person as JSON keeps one. */
type StoredPerson = Omit<ProfileRow, 'created_at' | 'updated_at' | 'total_revenue'> & {
  readonly created_at: string;
  readonly updated_at: string;
  readonly total_revenue: number;
};

/** A snapshot as the database gives it. */
export interface StoredSnapshot {
  readonly kept_before: StoredPerson;
  readonly gone: StoredPerson;
  readonly kept_after: StoredPerson;
  readonly aliases: readonly { readonly label: string; readonly name: string; readonly created_at: string }[];
  readonly former_ids: readonly string[];
}

/** Reads a snapshot. */
export function snapshotFrom(stored: StoredSnapshot): MergeSnapshot {
  return {
    keptBefore: personFrom(stored.kept_before),
    gone: personFrom(stored.gone),
    keptAfter: personFrom(stored.kept_after),
    aliases: stored.aliases.map(({ label, name, created_at }) => ({ label, name, createdAt: new Date(created_at) })),
    formerIds: stored.former_ids,
  };
}

function personFrom(stored: StoredPerson): Profile {
  return profileFrom({
    // Blank fields are not stored.
    ...Object.fromEntries(columnFields.map((field) => [field, null])),
    ...stored,
    total_revenue: String(stored.total_revenue),
    created_at: new Date(stored.created_at),
    updated_at: new Date(stored.updated_at),
  } as ProfileRow);
}

import { isDeepStrictEqual } from 'node:util';
import type { PhoneChange, ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfilesMerged } from '../contracts/profile/2-profiles-tracked.event.js';
import { mergeProfiles } from './merge-profiles.js';
import { newProfile, type Profile } from './profile.js';

/** An alias and its owner. */
export interface AliasRow {
  readonly label: string;
  readonly name: string;
  readonly brazeId: string;
}

/** What a new profile needs from outside. */
export interface Birth {
  newId(): string;
  readonly now: Date;
  /** Both columns for a number that is known only in E.164. */
  phoneOf(number: PhoneNumber): PhoneChange;
}

/** What must be written so that the database says what the set says. */
export interface ProfileSetChanges {
  /** New and changed profiles. */
  readonly written: readonly Profile[];
  /** Ids of profiles that were merged away. */
  readonly gone: readonly string[];
  readonly aliasesAdded: readonly AliasRow[];
  readonly aliasesMoved: readonly AliasRow[];
  readonly aliasesDropped: readonly AliasRow[];
}

interface Entry {
  readonly profile: Profile;
  /** As loaded; null for a profile made here. */
  readonly loaded: Profile | null;
  /** Counts changes of this request; `updatedAt` is the same instant for all of them. */
  readonly touched: number;
}

/**
 * The people a request speaks about, with their aliases: found, made, changed and merged in memory, in the order of
 * the request. Complete by promise of the caller: whoever holds one of the request's identifiers is in it.
 */
export class ProfileSet {
  private readonly entries = new Map<string, Entry>();
  private readonly externalIds = new Map<string, string>();
  private readonly aliases = new Map<string, AliasRow>();
  private readonly loadedAliases: ReadonlyMap<string, AliasRow>;
  private readonly mergedInto = new Map<string, string>();
  private touches = 0;

  constructor(
    profiles: readonly Profile[],
    aliases: readonly AliasRow[],
    private readonly birth: Birth,
  ) {
    for (const profile of profiles) {
      this.entries.set(profile.brazeId, { profile, loaded: profile, touched: 0 });
      if (profile.externalId !== null) this.externalIds.set(profile.externalId, profile.brazeId);
    }
    for (const alias of aliases) this.aliases.set(keyOf(alias), alias);
    this.loadedAliases = new Map(this.aliases);
  }

  /** The profile an identifier names; several with one email or phone: the first in precedence. */
  find(identifier: ProfileIdentifier): Profile | null {
    switch (identifier.kind) {
      case 'external_id':
        return this.at(this.externalIds.get(identifier.externalId));
      case 'alias':
      case 'link':
        return this.at(this.aliases.get(keyOf(identifier))?.brazeId);
      case 'braze_id':
        return this.at(identifier.brazeId);
      case 'email':
        return this.first(({ fields }) => fields.email?.toLowerCase() === identifier.email.toLowerCase());
      case 'phone':
        return this.first(({ phone }) => phone?.e164?.equals(identifier.number) === true);
    }
  }

  /** The profile that an id stands for now, also when its own profile was merged away. */
  current(brazeId: string): Profile {
    const keptId = this.mergedInto.get(brazeId);
    return keptId === undefined ? this.entries.get(brazeId)!.profile : this.current(keptId);
  }

  /** The state before this request; null for a profile made in it. */
  before(brazeId: string): Profile | null {
    return this.entries.get(brazeId)?.loaded ?? null;
  }

  /** Makes the profile an identifier describes. @source contract "Braze API", section 2.4 */
  create(identifier: Exclude<ProfileIdentifier, { kind: 'braze_id' | 'link' }>): Profile {
    const blank = newProfile(this.birth.newId(), this.birth.now);
    const profile = this.named(blank, identifier);
    this.entries.set(profile.brazeId, { profile, loaded: null, touched: ++this.touches });
    if (profile.externalId !== null) this.externalIds.set(profile.externalId, profile.brazeId);
    if (identifier.kind === 'alias') this.addAlias(profile.brazeId, identifier);
    return profile;
  }

  private named(blank: Profile, identifier: Parameters<ProfileSet['create']>[0]): Profile {
    switch (identifier.kind) {
      case 'external_id':
        return { ...blank, externalId: identifier.externalId };
      case 'email':
        return { ...blank, fields: { email: identifier.email } };
      case 'phone':
        return { ...blank, phone: this.birth.phoneOf(identifier.number) };
      case 'alias':
        return blank;
    }
  }

  /** Puts a changed profile back. One that says the same as before is not touched: its `updatedAt` stays. */
  put(profile: Profile): void {
    if (!isDeepStrictEqual(this.entries.get(profile.brazeId)!.profile, profile)) this.touch(profile);
  }

  private touch(profile: Profile): void {
    const { loaded } = this.entries.get(profile.brazeId)!;
    const updated = { ...profile, updatedAt: this.birth.now };
    this.entries.set(profile.brazeId, { profile: updated, loaded, touched: ++this.touches });
    if (profile.externalId !== null) this.externalIds.set(profile.externalId, profile.brazeId);
  }

  /** The name a profile has under a label, or null. */
  aliasName(brazeId: string, label: string): string | null {
    for (const alias of this.aliases.values())
      if (alias.brazeId === brazeId && alias.label === label) return alias.name;
    return null;
  }

  /** Gives a profile a name under a label of which it has none yet. */
  addAlias(brazeId: string, { label, name }: { label: string; name: string }): void {
    this.aliases.set(keyOf({ label, name }), { label, name, brazeId });
  }

  /** Merges one profile into another: fields fill blanks, aliases move unless the label is taken. */
  merge(kept: Profile, gone: Profile): Profile {
    for (const [key, alias] of [...this.aliases]) {
      if (alias.brazeId !== gone.brazeId) continue;
      if (this.aliasName(kept.brazeId, alias.label) !== null) this.aliases.delete(key);
      else this.aliases.set(key, { ...alias, brazeId: kept.brazeId });
    }
    this.touch(mergeProfiles(kept, gone));
    if (gone.externalId !== null) this.externalIds.delete(gone.externalId);
    this.mergedInto.set(gone.brazeId, kept.brazeId);
    return this.current(kept.brazeId);
  }

  /** Every merge, in order. */
  merges(): readonly ProfilesMerged[] {
    return [...this.mergedInto].map(([goneId, keptId]) => ({ goneId, keptId }));
  }

  /** The difference to what was loaded. Profiles made and merged away within the request leave no trace. */
  changes(): ProfileSetChanges {
    const entries = [...this.entries.values()];
    const isGone = ({ profile }: Entry) => this.mergedInto.has(profile.brazeId);
    const added = [...this.aliases].filter(([key]) => !this.loadedAliases.has(key));
    const moved = [...this.aliases].filter(
      ([key, { brazeId }]) => (this.loadedAliases.get(key)?.brazeId ?? brazeId) !== brazeId,
    );
    return {
      written: entries
        .filter((entry) => !isGone(entry) && entry.profile !== entry.loaded)
        .map(({ profile }) => profile),
      gone: entries.filter((entry) => isGone(entry) && entry.loaded !== null).map(({ profile }) => profile.brazeId),
      aliasesAdded: added.map(([, alias]) => alias),
      aliasesMoved: moved.map(([, alias]) => alias),
      aliasesDropped: [...this.loadedAliases].filter(([key]) => !this.aliases.has(key)).map(([, alias]) => alias),
    };
  }

  private at(brazeId: string | undefined): Profile | null {
    if (brazeId === undefined || this.mergedInto.has(brazeId)) return null;
    return this.entries.get(brazeId)?.profile ?? null;
  }

  private first(matches: (profile: Profile) => boolean): Profile | null {
    const found = [...this.entries.values()].filter(
      ({ profile }) => !this.mergedInto.has(profile.brazeId) && matches(profile),
    );
    return found.sort(byPrecedence)[0]?.profile ?? null;
  }
}

/** Identified ones first, then the most recently updated. @source contract "Braze API", section 2.4 */
function byPrecedence(left: Entry, right: Entry): number {
  return (
    Number(right.profile.externalId !== null) - Number(left.profile.externalId !== null) ||
    right.profile.updatedAt.getTime() - left.profile.updatedAt.getTime() ||
    right.touched - left.touched ||
    left.profile.createdAt.getTime() - right.profile.createdAt.getTime() ||
    (left.profile.brazeId < right.profile.brazeId ? -1 : 1)
  );
}

function keyOf({ label, name }: { label: string; name: string }): string {
  return JSON.stringify([label, name]);
}

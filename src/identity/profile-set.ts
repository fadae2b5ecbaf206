import { isDeepStrictEqual } from 'node:util';
import type { PhoneChange, ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { ProfilesMerged } from '../contracts/profile/2-profiles-tracked.event.js';
import { mergeProfiles } from './merge-profiles.js';
import type { AliasRow } from './alias-row.js';
import type { DoneMerge } from './merging/done-merge.js';
import { newProfile, type Profile } from './profile.js';

/** A number that a profile does not hold any more. */
export interface FormerNumber {
  readonly brazeId: string;
  /** E.164; from an alias, whatever it was. */
  readonly number: string;
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
  /** Ids of profiles that were merged away or removed. */
  readonly gone: readonly string[];
  readonly aliasesAdded: readonly AliasRow[];
  readonly aliasesMoved: readonly AliasRow[];
  readonly aliasesDropped: readonly AliasRow[];
  /** Of profiles that stay. */
  readonly numbersGivenUp: readonly FormerNumber[];
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
  private readonly removed = new Set<string>();
  private readonly done: DoneMerge[] = [];
  /** Grows with every change: an object after which it is the same had no effect. */
  private touches = 0;

  /** @param formerIds owners of external ids that were renamed and still lead to somebody */
  constructor(
    profiles: readonly Profile[],
    aliases: readonly AliasRow[],
    private readonly birth: Birth,
    formerIds: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const [externalId, brazeId] of formerIds) this.externalIds.set(externalId, brazeId);
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
      case 'phone':
        return this.holders(identifier).sort(byPrecedence)[0]?.profile ?? null;
    }
  }

  /** Everybody an identifier names, the most recently updated first. */
  findAll(identifier: ProfileIdentifier): readonly Profile[] {
    if (identifier.kind === 'email' || identifier.kind === 'phone')
      return this.holders(identifier)
        .sort(byRecency)
        .map(({ profile }) => profile);
    const profile = this.find(identifier);
    return profile === null ? [] : [profile];
  }

  /** The profile that an id stands for now, also when its own profile was merged away. */
  current(brazeId: string): Profile {
    const keptId = this.mergedInto.get(brazeId);
    return keptId === undefined ? this.entries.get(brazeId)!.profile : this.current(keptId);
  }

  /** Another number than before means that something changed since. */
  get version(): number {
    return this.touches;
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

  /**
   * Puts a changed profile back. One that says the same as before is not touched: its `updatedAt` stays. Under an
   * external id it had before it can still be found.
   */
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
    this.touches += 1;
  }

  /** The labels under which both have a name. */
  sharedLabels(brazeId: string, otherId: string): readonly string[] {
    return this.aliasesOf(brazeId)
      .map(({ label }) => label)
      .filter((label) => this.aliasName(otherId, label) !== null);
  }

  /** Gives an alias another name; the pair must be somebody's, the new one nobody's. */
  renameAlias(alias: { label: string; name: string }, newName: string): void {
    const { brazeId, label } = this.aliases.get(keyOf(alias))!;
    this.aliases.delete(keyOf(alias));
    this.addAlias(brazeId, { label, name: newName });
  }

  /**
   * Merges one profile into another: fields fill blanks, aliases move unless the label is taken.
   * @param options whether more than the aliases moves
   */
  merge(kept: Profile, gone: Profile, { dataMoved } = { dataMoved: true }): Profile {
    const aliases = this.aliasesOf(gone.brazeId);
    for (const alias of aliases) {
      if (this.aliasName(kept.brazeId, alias.label) !== null) this.aliases.delete(keyOf(alias));
      else this.aliases.set(keyOf(alias), { ...alias, brazeId: kept.brazeId });
    }
    if (dataMoved) this.touch(mergeProfiles(kept, gone));
    this.forgetExternalIds(gone.brazeId);
    this.mergedInto.set(gone.brazeId, kept.brazeId);
    const keptAfter = this.current(kept.brazeId);
    const ids = { keptId: kept.brazeId, goneId: gone.brazeId };
    this.done.push({ ...ids, dataMoved, keptBefore: kept, gone, keptAfter, aliases });
    return keptAfter;
  }

  /** Removes a person with all names. */
  remove(brazeId: string): void {
    for (const alias of this.aliasesOf(brazeId)) this.aliases.delete(keyOf(alias));
    this.forgetExternalIds(brazeId);
    this.removed.add(brazeId);
  }

  /** Every merge that moved more than aliases, in order. */
  merges(): readonly ProfilesMerged[] {
    return this.done.filter(({ dataMoved }) => dataMoved).map(({ keptId, goneId }) => ({ goneId, keptId }));
  }

  /** Every merge that can be undone, in order: of a profile made in the same request nobody knows. */
  undoableMerges(): readonly DoneMerge[] {
    return this.done.filter(({ goneId }) => this.before(goneId) !== null);
  }

  /** The difference to what was loaded. Profiles made and merged away within the request leave no trace. */
  changes(): ProfileSetChanges {
    const entries = [...this.entries.values()];
    const isGone = ({ profile }: Entry) => this.isGone(profile.brazeId);
    const added = [...this.aliases].filter(([key]) => !this.loadedAliases.has(key));
    const moved = [...this.aliases].filter(
      ([key, { brazeId }]) => (this.loadedAliases.get(key)?.brazeId ?? brazeId) !== brazeId,
    );
    const written = entries.filter((entry) => !isGone(entry) && entry.profile !== entry.loaded);
    const aliasesDropped = [...this.loadedAliases].filter(([key]) => !this.aliases.has(key)).map(([, alias]) => alias);
    return {
      written: written.map(({ profile }) => profile),
      gone: entries.filter((entry) => isGone(entry) && entry.loaded !== null).map(({ profile }) => profile.brazeId),
      aliasesAdded: added.map(([, alias]) => alias),
      aliasesMoved: moved.map(([, alias]) => alias),
      aliasesDropped,
      numbersGivenUp: [
        ...written.flatMap(phoneGivenUp),
        ...[...aliasesDropped, ...moved.map(([key]) => this.loadedAliases.get(key)!)]
          .filter(({ label, brazeId }) => label === 'phone' && !this.isGone(brazeId))
          .map(({ brazeId, name }) => ({ brazeId, number: name })),
      ],
    };
  }

  private at(brazeId: string | undefined): Profile | null {
    if (brazeId === undefined || this.isGone(brazeId)) return null;
    return this.entries.get(brazeId)?.profile ?? null;
  }

  private holders(identifier: Extract<ProfileIdentifier, { kind: 'email' | 'phone' }>): Entry[] {
    const matches =
      identifier.kind === 'email'
        ? ({ fields }: Profile) => fields.email?.toLowerCase() === identifier.email.toLowerCase()
        : ({ phone }: Profile) => phone?.e164?.equals(identifier.number) === true;
    return [...this.entries.values()].filter(({ profile }) => !this.isGone(profile.brazeId) && matches(profile));
  }

  private aliasesOf(brazeId: string): readonly AliasRow[] {
    return [...this.aliases.values()].filter((alias) => alias.brazeId === brazeId);
  }

  private isGone(brazeId: string): boolean {
    return this.mergedInto.has(brazeId) || this.removed.has(brazeId);
  }

  private forgetExternalIds(brazeId: string): void {
    for (const [externalId, ownerId] of [...this.externalIds])
      if (ownerId === brazeId) this.externalIds.delete(externalId);
  }
}

function phoneGivenUp({ profile, loaded }: Entry): readonly FormerNumber[] {
  const before = loaded?.phone?.e164 ?? null;
  if (before === null || profile.phone?.e164?.equals(before) === true) return [];
  return [{ brazeId: profile.brazeId, number: before.e164() }];
}

/** Identified ones first, then the most recently updated. @source contract "Braze API", section 2.4 */
function byPrecedence(left: Entry, right: Entry): number {
  return Number(right.profile.externalId !== null) - Number(left.profile.externalId !== null) || byRecency(left, right);
}

/** The most recently updated first. */
function byRecency(left: Entry, right: Entry): number {
  return (
    right.profile.updatedAt.getTime() - left.profile.updatedAt.getTime() ||
    right.touched - left.touched ||
    left.profile.createdAt.getTime() - right.profile.createdAt.getTime() ||
    (left.profile.brazeId < right.profile.brazeId ? -1 : 1)
  );
}

function keyOf({ label, name }: { label: string; name: string }): string {
  return JSON.stringify([label, name]);
}

import { Injectable } from '@nestjs/common';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { type ErasedPeople, ErasureRecorded, PeopleErased } from '../contracts/profile/people-erased.event.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { ConcurrentChange } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { FormerNumberRepository } from './former-number.repository.js';
import { type InVain, notSelected } from './in-vain.js';
import { LockedPeople } from './locked-people.js';
import { MergeRepository } from './merging/merge.repository.js';
import { select, type Selector } from './prioritization.js';
import type { Profile } from './profile.js';
import { ProfileRepository } from './profile.repository.js';
import type { AliasRow } from './alias-row.js';

/** Whom to delete, and who asks. */
export interface DeleteRequest {
  readonly workspaceId: string;
  /** Id of the API key. */
  readonly actor: string;
  readonly selectors: readonly Selector[];
}

/** What people were before they became who they are. */
interface Past {
  readonly absorbedIds: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * Deletes people with everything kept about them, and everybody who had been merged into them: they are the same person.
 * What goes and stays of the rest is decided by the rooms that keep it, in the same transaction.
 * @source contract "Braze API", section 3.7; design, ruling 9
 */
@Injectable()
export class PeopleEraser {
  constructor(
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly merges: MergeRepository,
    private readonly formerNumbers: FormerNumberRepository,
    private readonly phones: PhoneReader,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  /** @returns for each selector why nobody was deleted; null when somebody was */
  async erase(work: UnitOfWork, { workspaceId, actor, selectors }: DeleteRequest): Promise<readonly (InVain | null)[]> {
    const identifiers = selectors.map(({ identifier }) => identifier);
    // Read before locking, only to know which numbers to lock.
    const seen = await this.profiles.findHolders(work, workspaceId, identifiers, null);
    const seenIds = seen.map(({ brazeId }) => brazeId);
    const foreseen = await this.pastOf(work, workspaceId, seenIds);
    const numbers = this.numbersAmong(foreseen.numbers);
    const options = { movesNumbers: true, removesPeople: true, changes: null };
    const people = await this.lockedPeople.load(work, { workspaceId, identifiers, numbers, ...options });

    const gone: Profile[] = [];
    const outcomes = selectors.map((selector) => {
      const profile = select(people, selector);
      if (profile === null) return notSelected(people, selector);
      gone.push(profile);
      people.remove(profile.brazeId);
      return null;
    });
    const goneIds = gone.map(({ brazeId }) => brazeId);
    const past = await this.pastOf(work, workspaceId, goneIds);
    const locked = new Set(foreseen.numbers);
    if (past.numbers.some((number) => !locked.has(number)) && !work.owns('number'))
      throw new ConcurrentChange('A profile was merged or changed its number while it was being locked.');

    const changes = people.changes();
    const brazeIds = [...goneIds, ...past.absorbedIds];
    await this.profiles.save(work, workspaceId, changes, this.clock.now());
    await this.merges.forget(work, workspaceId, goneIds);
    await this.formerNumbers.forget(work, workspaceId, brazeIds);
    // A number may have texted without ever becoming a person; whoever names it means what is kept of it.
    const theirs = [...numbersOf(gone, changes.aliasesDropped), ...past.numbers, ...identifiers.flatMap(namedNumber)];
    await this.forget(work, { workspaceId, actor, brazeIds }, this.numbersAmong(theirs));
    return outcomes;
  }

  /** Everybody who was merged into these people, and the numbers that any of them had before. */
  private async pastOf(work: UnitOfWork, workspaceId: string, brazeIds: readonly string[]): Promise<Past> {
    const absorbed = await this.merges.findAbsorbed(work, workspaceId, brazeIds);
    const absorbedIds = absorbed.map(({ goneId }) => goneId);
    const former = await this.formerNumbers.find(work, workspaceId, [...brazeIds, ...absorbedIds]);
    return { absorbedIds, numbers: [...absorbed.flatMap((each) => each.numbers), ...former] };
  }

  /** Tells the rooms that keep something of these people. */
  private async forget(
    work: UnitOfWork,
    whom: Pick<ErasedPeople, 'workspaceId' | 'actor' | 'brazeIds'>,
    numbers: readonly PhoneNumber[],
  ): Promise<void> {
    const held = await this.heldByOthers(work, whom.workspaceId, numbers);
    const free = numbers.filter((number) => !held.has(number));
    if (whom.brazeIds.length + free.length === 0) return;
    const people = { ...whom, numbers: free, sharedNumbers: [...held] };
    await this.dispatcher.run(new PeopleErased(work, people), ErasureRecorded);
  }

  private async heldByOthers(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<ReadonlySet<PhoneNumber>> {
    const names = numbers.flatMap((number) => [
      { kind: 'phone', number } as const,
      { kind: 'alias', label: 'phone', name: number.e164() } as const,
    ]);
    const holders = names.length === 0 ? [] : await this.profiles.findHolders(work, workspaceId, names, 1);
    // Two names were asked for per number.
    return new Set(holders.map(({ position }) => numbers[Math.floor(position / 2)]!));
  }

  /** Each number once; an alias `phone` may hold anything. */
  private numbersAmong(texts: readonly string[]): readonly PhoneNumber[] {
    return [...new Set(texts)].flatMap((text) => {
      const { e164 } = this.phones.readPersonPhone(text);
      return e164?.e164() === text ? [e164] : [];
    });
  }
}

function numbersOf(people: readonly Profile[], aliases: readonly AliasRow[]): readonly string[] {
  const named = aliases.filter(({ label }) => label === 'phone').map(({ name }) => name);
  return [...people.flatMap(({ phone }) => phone?.e164?.e164() ?? []), ...named];
}

function namedNumber(identifier: ProfileIdentifier): readonly string[] {
  return identifier.kind === 'phone' ? [identifier.number.e164()] : [];
}

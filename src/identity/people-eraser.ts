import { Injectable } from '@nestjs/common';
import { ConsentErasure } from '../contracts/gateways/consent-erasure.gateway.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { ErasureRecorded, PeopleErased } from '../contracts/profile/people-erased.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { ConcurrentChange } from '../kernel/database/database-errors.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
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

/**
 * Deletes people with everything kept about them, and everybody who had been merged into them: they are the same person.
 * What stays of their consent is decided by whoever keeps it.
 * @source contract "Braze API", section 3.7; design, ruling 9
 */
@Injectable()
export class PeopleEraser {
  constructor(
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly merges: MergeRepository,
    private readonly consents: ConsentErasure,
    private readonly phones: PhoneReader,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  /** @returns for each selector why nobody was deleted; null when somebody was */
  async erase(work: UnitOfWork, { workspaceId, actor, selectors }: DeleteRequest): Promise<readonly (InVain | null)[]> {
    const identifiers = selectors.map(({ identifier }) => identifier);
    // Read before locking, only to know which numbers to lock.
    const seen = await this.profiles.findHolders(work, workspaceId, identifiers, null);
    const foreseen = await this.merges.findAbsorbed(
      work,
      workspaceId,
      seen.map(({ brazeId }) => brazeId),
    );
    const numbers = this.numbersAmong(foreseen.flatMap((each) => each.numbers));
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
    if (gone.length === 0) return outcomes;
    const goneIds = gone.map(({ brazeId }) => brazeId);
    const absorbed = await this.merges.findAbsorbed(work, workspaceId, goneIds);
    const locked = new Set(foreseen.flatMap((each) => each.numbers));
    if (absorbed.some((each) => each.numbers.some((number) => !locked.has(number))) && !work.owns('number'))
      throw new ConcurrentChange('A profile was merged while it was being locked.');

    const changes = people.changes();
    await this.profiles.save(work, workspaceId, changes, this.clock.now());
    await this.merges.forget(work, workspaceId, goneIds);
    const brazeIds = [...goneIds, ...absorbed.map(({ goneId }) => goneId)];
    const theirs = [...numbersOf(gone, changes.aliasesDropped), ...absorbed.flatMap((each) => each.numbers)];
    const left = await this.heldByNobody(work, workspaceId, this.numbersAmong(theirs));
    await this.consents.erase(work, { workspaceId, numbers: left, brazeIds, actor });
    await this.dispatcher.run(new PeopleErased(work, workspaceId, brazeIds), ErasureRecorded);
    return outcomes;
  }

  private async heldByNobody(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<readonly PhoneNumber[]> {
    const names = numbers.flatMap((number) => [
      { kind: 'phone', number } as const,
      { kind: 'alias', label: 'phone', name: number.e164() } as const,
    ]);
    const holders = names.length === 0 ? [] : await this.profiles.findHolders(work, workspaceId, names, 1);
    // Two names were asked for per number.
    const held = new Set(holders.map(({ position }) => Math.floor(position / 2)));
    return numbers.filter((_, place) => !held.has(place));
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

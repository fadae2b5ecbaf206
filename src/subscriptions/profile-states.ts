import { Injectable } from '@nestjs/common';
import type { ConsentState } from '../contracts/inbound/5-consent-decided.event.js';
import type { ProfileSummary } from '../contracts/readers/profile.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ConsentRepository } from './consent.repository.js';
import { GroupWishRepository } from './group-wish.repository.js';

/** The states of one profile, by group. A group that nobody ever spoke about is absent. */
export type StatesByGroup = ReadonlyMap<string, ConsentState>;

/** Tells where profiles stand in every group, in two statements however many they are. */
@Injectable()
export class ProfileStates {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly wishes: GroupWishRepository,
  ) {}

  /**
   * @returns one entry per profile, by its id: what its number has, and where no number has it (in e-mail groups, or
   *   while there is none) what the profile holds itself
   */
  async read(
    work: UnitOfWork,
    workspaceId: string,
    profiles: readonly ProfileSummary[],
  ): Promise<ReadonlyMap<string, StatesByGroup>> {
    const numbers = profiles.flatMap(({ phoneE164 }) => phoneE164 ?? []);
    const consents = byOwner(await this.consents.byNumber(work, workspaceId, numbers), ({ number }) => number);
    const brazeIds = profiles.map(({ brazeId }) => brazeId);
    const wishes = byOwner(await this.wishes.findByProfile(work, workspaceId, brazeIds), ({ brazeId }) => brazeId);
    return new Map(
      profiles.map(({ brazeId, phoneE164 }) => {
        const states = [...(wishes.get(brazeId) ?? []), ...(consents.get(phoneE164 ?? '') ?? [])];
        // The later entry of a group wins: the number's.
        return [brazeId, new Map(states.map(({ groupId, state }) => [groupId, state]))];
      }),
    );
  }
}

function byOwner<Item>(items: readonly Item[], ownerOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const owned = new Map<string, Item[]>();
  for (const item of items) {
    const known = owned.get(ownerOf(item));
    if (known === undefined) owned.set(ownerOf(item), [item]);
    else known.push(item);
  }
  return owned;
}

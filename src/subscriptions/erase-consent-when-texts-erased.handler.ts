import { Injectable } from '@nestjs/common';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { ConsentErased, type ErasedPeople, TextsErased } from '../contracts/profile/people-erased.event.js';
import { type MarketingPause, MarketingPauseReader } from '../contracts/readers/marketing-pause.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { ErasedNumberRepository, type Erasure, type KnownGroup } from './ledger/erased-number.repository.js';
import { erasedKey } from './ledger/ledger-record.js';
import { SealRepository } from './ledger/seal.repository.js';

/** What is known of the numbers before they are forgotten. */
interface Remembered {
  readonly known: readonly KnownGroup[];
  readonly pauses: readonly MarketingPause[];
  readonly keptLeft: readonly { readonly number: PhoneNumber; readonly groupId: string }[];
}

/**
 * Takes people out of everything the room keeps: states, wishes, and the personal part of the history. What stays is a
 * keyed hash with the groups the number had left, and the history without a name.
 * @source docs/adr/0006; contract "keywords and consent", section 7.5
 */
@Injectable()
export class EraseConsentWhenTextsErased {
  constructor(
    private readonly erased: ErasedNumberRepository,
    private readonly seals: SealRepository,
    private readonly wishes: GroupWishRepository,
    private readonly pauses: MarketingPauseReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(TextsErased)
  async handle({ work, people }: TextsErased): Promise<ConsentErased> {
    await this.wishes.delete(work, people.workspaceId, people.brazeIds);
    if (people.numbers.length > 0) await this.eraseNumbers(work, people);
    return new ConsentErased(work, people);
  }

  private async eraseNumbers(work: UnitOfWork, { workspaceId, numbers, actor }: ErasedPeople): Promise<void> {
    // The sealer would otherwise make a new secret for a number whose rows it had read a moment before.
    await this.seals.lock(work, workspaceId);
    const written = numbers.map((number) => number.e164());
    const remembered = {
      known: await this.erased.knownGroups(work, workspaceId, numbers),
      pauses: await this.pauses.pausesOf(work, workspaceId, written),
      keptLeft: await this.erased.keysLeft(work, workspaceId, numbers),
    };
    const erasures = numbers.flatMap((number) => this.erasureOf(number, remembered) ?? []);
    if (erasures.length === 0) return;
    const at = this.clock.now();
    const names = new Map(erasures.map(({ number, erasureId }) => [number.e164(), erasedKey(erasureId)]));
    const records = remembered.known.map(({ number, groupId, state }) => ({
      id: this.ids.uuid(),
      number: names.get(number)!,
      groupId,
      stateBefore: state,
    }));
    await this.erased.add(work, workspaceId, erasures, at);
    await this.erased.renameHistory(work, workspaceId, names);
    await this.erased.record(work, workspaceId, records, { actor, at });
    await this.erased.deleteNumbers(work, workspaceId, numbers);
  }

  /**
   * A question that waits for an answer counts as left: silence would have, and nobody will hear an answer now.
   * @returns null when nothing is known of the number since its last erasure, so that there is nothing to erase
   */
  private erasureOf(number: PhoneNumber, { known, pauses, keptLeft }: Remembered): Erasure | null {
    const written = number.e164();
    const groups = known.filter((group) => group.number === written);
    const asked = pauses.filter((pause) => pause.number === written).map(({ groupId }) => groupId);
    if (groups.length === 0 && asked.length === 0) return null;
    const left = groups.filter(({ state }) => state === 'unsubscribed').map(({ groupId }) => groupId);
    const before = keptLeft.filter((key) => key.number.equals(number)).map(({ groupId }) => groupId);
    return { number, erasureId: this.ids.uuid(), groupsLeft: [...new Set([...before, ...left, ...asked])].sort() };
  }
}

import { Injectable } from '@nestjs/common';
import { ConsentErasure, type ErasureRequest } from '../../contracts/gateways/consent-erasure.gateway.js';
import type { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { Clock } from '../../kernel/clock.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Ids } from '../../kernel/ids.js';
import { GroupWishRepository } from '../group-wish.repository.js';
import { ErasedNumberRepository, type Erasure, type KnownGroup } from './erased-number.repository.js';
import { erasedKey } from './ledger-record.js';
import { SealRepository } from './seal.repository.js';

/** Erases what the room knows of people. What stays, and why: docs/adr/0006. */
@Injectable()
export class EraseConsent extends ConsentErasure {
  constructor(
    private readonly erased: ErasedNumberRepository,
    private readonly seals: SealRepository,
    private readonly wishes: GroupWishRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  async erase(work: UnitOfWork, { workspaceId, numbers, brazeIds, actor }: ErasureRequest): Promise<void> {
    await this.wishes.delete(work, workspaceId, brazeIds);
    if (numbers.length === 0) return;
    // The sealer would otherwise make a new secret for a number whose rows it had read a moment before.
    await this.seals.lock(work, workspaceId);
    const distinct = [...new Map(numbers.map((number) => [number.e164(), number])).values()];
    const groups = await this.erased.knownGroups(work, workspaceId, distinct);
    const keptLeft = await this.erased.keysLeft(work, workspaceId, distinct);
    const erasures = distinct.flatMap((number) => {
      const left = keptLeft.filter((key) => key.number.equals(number)).map(({ groupId }) => groupId);
      const erasure = this.erasureOf(number, groups, left);
      return erasure === null ? [] : [erasure];
    });
    if (erasures.length === 0) return;
    const at = this.clock.now();
    const names = new Map(erasures.map(({ number, erasureId }) => [number.e164(), erasedKey(erasureId)]));
    const records = groups.map(({ number, groupId, state }) => ({
      id: this.ids.uuid(),
      number: names.get(number)!,
      groupId,
      stateBefore: state,
    }));
    await this.erased.add(work, workspaceId, erasures, at);
    await this.erased.renameHistory(work, workspaceId, names);
    await this.erased.record(work, workspaceId, records, { actor, at });
    await this.erased.deleteNumbers(work, workspaceId, distinct);
  }

  /** @returns null when nothing is known of the number since its last erasure, so that there is nothing to erase */
  private erasureOf(number: PhoneNumber, known: readonly KnownGroup[], keptLeft: readonly string[]): Erasure | null {
    const groups = known.filter((group) => group.number === number.e164());
    if (groups.length === 0) return null;
    const left = groups.filter(({ state }) => state === 'unsubscribed').map(({ groupId }) => groupId);
    return { number, erasureId: this.ids.uuid(), groupsLeft: [...new Set([...keptLeft, ...left])].sort() };
  }
}

import { Injectable } from '@nestjs/common';
import type { ProfileIdentifier } from '../../contracts/profile/1-track-requested.event.js';
import { MergeUndone, UndoRecorded } from '../../contracts/profile/merge-undone.event.js';
import { Conflict, NotFound } from '../../kernel/app-error.js';
import { Clock } from '../../kernel/clock.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Dispatcher } from '../../kernel/road/dispatcher.js';
import { FormerIdRepository } from '../former-id.repository.js';
import { LockedPeople } from '../locked-people.js';
import type { Profile } from '../profile.js';
import { ProfileRepository } from '../profile.repository.js';
import type { ProfileSet } from '../profile-set.js';
import type { MergeSnapshot } from './merge-snapshot.js';
import { MergeRepository, type StoredMerge, type UndoableMerge } from './merge.repository.js';
import { separate } from './separate-people.js';

/** Takes merges back. */
@Injectable()
export class MergeUndoer {
  constructor(
    private readonly merges: MergeRepository,
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly formerIds: FormerIdRepository,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes two people of one again, each as before; what came after the merge stays with the one that was kept.
   * @throws NotFound when there is no such merge (any more)
   * @throws Conflict when it is undone already, when a later merge stands on it, or when a name is somebody else's now
   */
  async undo(work: UnitOfWork, workspaceId: string, id: string, actor: string): Promise<StoredMerge> {
    // Read before locking, only to know what to lock: people come before the merge in the one order.
    const named = undoable(await this.merges.find(work, workspaceId, id));
    const people = await this.lockedPeople.load(work, {
      workspaceId,
      identifiers: identifiersOf(named),
      numbers: [named.snapshot.gone, named.snapshot.keptBefore].flatMap(({ phone }) => phone?.e164 ?? []),
      movesNumbers: true,
      removesPeople: true,
      changes: 0,
    });
    const merge = undoable(await this.merges.findLocked(work, workspaceId, id));
    if (await this.merges.hasLater(work, workspaceId, merge))
      throw new Conflict('The kept profile was merged again since; undo the later merges first.');
    const kept = people.find({ kind: 'braze_id', brazeId: merge.keptId });
    if (kept === null) throw new Conflict('The kept profile does not exist any more.');
    assertFree(people, merge);
    return this.bringBack(work, workspaceId, { merge, kept, actor });
  }

  private async bringBack(
    work: UnitOfWork,
    workspaceId: string,
    { merge, kept, actor }: { merge: Undoable; kept: Profile; actor: string },
  ): Promise<StoredMerge> {
    const { keptId, goneId, snapshot, dataMoved } = merge;
    const now = this.clock.now();
    const separated = dataMoved ? separate(kept, snapshot, now) : kept;
    const nothing = { gone: [], aliasesAdded: [], aliasesMoved: [], aliasesDropped: [], numbersGivenUp: [] };
    await this.profiles.save(work, workspaceId, { ...nothing, written: [separated, snapshot.gone] }, now);
    await this.merges.restoreAliases(work, workspaceId, goneId, snapshot.aliases);
    const formerIds = snapshot.formerIds.map((externalId) => ({ externalId, brazeId: goneId }));
    await this.formerIds.add(work, workspaceId, formerIds, now);
    await this.merges.markUndone(work, workspaceId, merge.id, { actor, now });
    if (dataMoved) {
      const absorbed = await this.merges.findAbsorbed(work, workspaceId, [goneId]);
      const returningIds = [goneId, ...absorbed.map((each) => each.goneId)];
      const keptHasNumber = (separated.phone?.e164 ?? null) !== null;
      const undone = { workspaceId, keptId, goneId, returningIds, keptHasNumber };
      await this.dispatcher.run(new MergeUndone(work, undone), UndoRecorded);
    }
    return { ...merge, undoneAt: now, undoneBy: actor };
  }
}

type Undoable = UndoableMerge & { readonly snapshot: MergeSnapshot };

function undoable(merge: UndoableMerge | null): Undoable {
  if (merge === null) throw new NotFound('There is no such merge.');
  const { snapshot } = merge;
  if (snapshot === null) throw new Conflict('The merge is undone already.');
  return { ...merge, snapshot };
}

/** Everything the returning profile was called by. */
function namesOf({ snapshot: { gone, aliases, formerIds } }: Undoable): readonly ProfileIdentifier[] {
  const externalIds = [...(gone.externalId === null ? [] : [gone.externalId]), ...formerIds];
  return [
    ...externalIds.map((externalId) => ({ kind: 'external_id', externalId }) as const),
    ...aliases.map(({ label, name }) => ({ kind: 'alias', label, name }) as const),
  ];
}

function identifiersOf(merge: Undoable): readonly ProfileIdentifier[] {
  return [{ kind: 'braze_id', brazeId: merge.keptId }, ...namesOf(merge)];
}

/** An alias may be with the kept profile, where the merge put it; an external id must be nobody's. */
function assertFree(people: ProfileSet, merge: Undoable): void {
  for (const name of namesOf(merge)) {
    const owner = people.find(name);
    const isInTheWay = owner !== null && (name.kind === 'external_id' || owner.brazeId !== merge.keptId);
    if (isInTheWay) throw new Conflict('A name of the profile that was merged away belongs to another profile now.');
  }
}

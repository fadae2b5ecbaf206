import { Injectable } from '@nestjs/common';
import { MergeRecorded, PeopleMerged } from '../../contracts/profile/people-merged.event.js';
import type { ProfileIdentifier } from '../../contracts/profile/1-track-requested.event.js';
import { Clock } from '../../kernel/clock.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Dispatcher } from '../../kernel/road/dispatcher.js';
import type { InVain } from '../in-vain.js';
import { LockedPeople } from '../locked-people.js';
import { phoneChanges } from '../phone-changes.js';
import { ProfileRepository } from '../profile.repository.js';
import type { ProfileSet } from '../profile-set.js';
import { type MergeCause, MergeRepository } from './merge.repository.js';

type Outcomes = readonly (InVain | null)[];

/** A request that may make one person out of two. */
export interface MergeRequest {
  readonly workspaceId: string;
  /** Id of the API key. */
  readonly actor: string;
  readonly cause: MergeCause;
  /** Everybody it names. */
  readonly identifiers: readonly ProfileIdentifier[];
  /** Does what was asked, in memory, and tells of what was asked in vain. */
  readonly apply: (people: ProfileSet) => Outcomes;
}

/** Carries out requests that merge people: keeps what undoing needs, writes, and lets the other rooms follow. */
@Injectable()
export class PeopleMerger {
  constructor(
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly merges: MergeRepository,
    private readonly dispatcher: Dispatcher,
    private readonly clock: Clock,
  ) {}

  /** @returns what `apply` told */
  async run(work: UnitOfWork, { workspaceId, actor, cause, identifiers, apply }: MergeRequest): Promise<Outcomes> {
    const people = await this.lockedPeople.load(work, {
      workspaceId,
      identifiers,
      numbers: [],
      movesNumbers: true,
      removesPeople: true,
      changes: null,
    });
    const outcomes = apply(people);
    const now = this.clock.now();
    await this.merges.record(work, people.undoableMerges(), { workspaceId, actor, cause, mergedAt: now });
    await this.profiles.save(work, workspaceId, people.changes(), now);
    const merged = people.merges();
    if (merged.length === 0) return outcomes;
    const changes = phoneChanges(
      people,
      merged.map(({ keptId }) => keptId),
    );
    const event = new PeopleMerged(work, { workspaceId, actor, receivedAt: now, merged, phoneChanges: changes });
    await this.dispatcher.run(event, MergeRecorded);
    return outcomes;
  }
}

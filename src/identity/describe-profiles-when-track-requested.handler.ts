import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { TrackRequested, type TrackRequest } from '../contracts/profile/1-track-requested.event.js';
import { ProfilesTracked } from '../contracts/profile/2-profiles-tracked.event.js';
import { Clock } from '../kernel/clock.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { applyTrack } from './apply-track.js';
import { LockedPeople, type PeopleRequest } from './locked-people.js';
import { MergeRepository } from './merging/merge.repository.js';
import { ProfileRepository } from './profile.repository.js';

/** Finds, makes, describes and links the people of a `/users/track` request. */
@Injectable()
export class DescribeProfilesWhenTrackRequested {
  constructor(
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly merges: MergeRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Handles(TrackRequested)
  async handle({ work, request }: TrackRequested): Promise<ProfilesTracked> {
    const people = await this.lockedPeople.load(work, peopleOf(request));
    const tracked = applyTrack(request, people, this.config.ARRAY_ATTRIBUTE_MAX);
    const { workspaceId, actor } = request;
    const now = this.clock.now();
    await this.merges.record(work, people.undoableMerges(), { workspaceId, actor, cause: 'track', mergedAt: now });
    await this.profiles.save(work, workspaceId, people.changes(), now);
    return new ProfilesTracked(work, request, tracked);
  }
}

function peopleOf({ workspaceId, attributes, events, purchases }: TrackRequest): PeopleRequest {
  return {
    workspaceId,
    identifiers: [...attributes, ...events, ...purchases].map(({ identifier }) => identifier),
    numbers: attributes.flatMap(({ phone }) => phone?.e164 ?? []),
    movesNumbers: attributes.some(
      ({ phone, groups, identifier }) => phone !== undefined || groups.length > 0 || identifier.kind === 'link',
    ),
    removesPeople: attributes.some(({ identifier }) => identifier.kind === 'link'),
    changes: attributes.length,
  };
}

import { Injectable } from '@nestjs/common';
import { MergeRecorded, PeopleMerged } from '../contracts/profile/people-merged.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { finalOwners } from './merged-profiles.js';
import { PROFILE_LOGS } from './profile-log.js';

/** Gives what gone profiles did to those they became one with. */
@Injectable()
export class MoveEventsWhenPeopleMerged {
  @Handles(PeopleMerged)
  handle({ work, people }: PeopleMerged): MergeRecorded {
    const moves = finalOwners(people.merged);
    for (const log of PROFILE_LOGS) log.move(work, people.workspaceId, moves);
    return new MergeRecorded(work);
  }
}

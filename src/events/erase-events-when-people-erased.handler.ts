import { Injectable } from '@nestjs/common';
import { ErasureRecorded, PeopleErased } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { PROFILE_LOGS } from './profile-log.js';

/** Forgets what deleted people did. */
@Injectable()
export class EraseEventsWhenPeopleErased {
  @Handles(PeopleErased)
  handle({ work, workspaceId, brazeIds }: PeopleErased): ErasureRecorded {
    for (const log of PROFILE_LOGS) log.erase(work, workspaceId, brazeIds);
    return new ErasureRecorded(work);
  }
}

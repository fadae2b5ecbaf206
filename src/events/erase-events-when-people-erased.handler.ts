import { Injectable } from '@nestjs/common';
import { PeopleErased } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { PROFILE_LOGS } from './profile-log.js';

/** Forgets what deleted people did. An observer: the road goes on without its answer. */
@Injectable()
export class EraseEventsWhenPeopleErased {
  @Handles(PeopleErased)
  handle({ work, people: { workspaceId, brazeIds } }: PeopleErased): void {
    for (const log of PROFILE_LOGS) log.erase(work, workspaceId, brazeIds);
  }
}

import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';

/** Profiles were deleted, with everybody who had been merged into them. From: identity. Heard by: events. */
export class PeopleErased extends RoadEvent {
  static readonly eventName = 'people.erased';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly brazeIds: readonly string[],
  ) {
    super(work);
  }
}

/** Nothing is left of what they did; the end of the road. From: events. */
export class ErasureRecorded extends RoadEvent {
  static readonly eventName = 'erasure.recorded';
}

/** The road of `/users/delete`. Compared with the listeners at boot. */
export const erasureRoad: Road = {
  name: 'erasure',
  stages: [PeopleErased, ErasureRecorded],
};

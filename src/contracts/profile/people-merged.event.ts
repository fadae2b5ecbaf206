import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';
import type { ProfilePhoneChanged, ProfilesMerged } from './2-profiles-tracked.event.js';

/** Merges that a client asked for, by name or by identifying somebody. */
export interface MergedPeople {
  readonly workspaceId: string;
  /** Id of the API key. */
  readonly actor: string;
  readonly receivedAt: Date;
  /** In the order in which it happened. */
  readonly merged: readonly ProfilesMerged[];
  /** Kept profiles that had no number and took over that of a gone one. */
  readonly phoneChanges: readonly ProfilePhoneChanged[];
}

/** Profiles became one; their numbers are locked. From: identity. Heard by: subscriptions, then events. */
export class PeopleMerged extends RoadEvent {
  static readonly eventName = 'people.merged';
  constructor(
    work: UnitOfWork,
    readonly people: MergedPeople,
  ) {
    super(work);
  }
}

/** What belonged to the gone profiles belongs to the kept ones; the end of the road. From: events. */
export class MergeRecorded extends RoadEvent {
  static readonly eventName = 'merge.recorded';
}

/** The road of `/users/identify` and `/users/merge`. Compared with the listeners at boot. */
export const mergeRoad: Road = {
  name: 'merge',
  stages: [PeopleMerged, MergeRecorded],
};

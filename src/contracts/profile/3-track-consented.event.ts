import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { TrackRequest } from './1-track-requested.event.js';
import type { TrackedProfiles } from './2-profiles-tracked.event.js';

/** Group wishes and changed numbers are settled. From: subscriptions. Heard by: events. */
export class TrackConsented extends RoadEvent {
  static readonly eventName = 'track.consented';
  constructor(
    work: UnitOfWork,
    readonly request: TrackRequest,
    readonly profiles: TrackedProfiles,
  ) {
    super(work);
  }
}

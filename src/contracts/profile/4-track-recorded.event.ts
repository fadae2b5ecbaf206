import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { TrackNoEffect, TrackRefusal } from './1-track-requested.event.js';
import type { TrackedPerson } from './2-profiles-tracked.event.js';

/** Events and purchases are stored; the end of the track road. From: events. */
export class TrackRecorded extends RoadEvent {
  static readonly eventName = 'track.recorded';
  constructor(
    work: UnitOfWork,
    readonly refused: readonly TrackRefusal[],
    readonly noEffect: readonly TrackNoEffect[],
    readonly people: readonly TrackedPerson[],
  ) {
    super(work);
  }
}

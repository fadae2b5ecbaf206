import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { type Road, RoadEvent } from '../../kernel/road/road-event.js';

/** A merge taken back: `goneId` exists again. */
export interface UndoneMerge {
  readonly workspaceId: string;
  readonly keptId: string;
  readonly goneId: string;
  /** The returning profile and all that had been merged into it before it went: what was theirs returns with it. */
  readonly returningIds: readonly string[];
  /** Whether the kept profile has a number now, so that wishes for SMS groups have no place on it. */
  readonly keptHasNumber: boolean;
}

/** A merge was taken back; both profiles and their numbers are locked. From: identity. Heard by: subscriptions, then events. */
export class MergeUndone extends RoadEvent {
  static readonly eventName = 'merge.undone';
  constructor(
    work: UnitOfWork,
    readonly merge: UndoneMerge,
  ) {
    super(work);
  }
}

/** Everything that the merge had moved is back; the end of the road. From: events. */
export class UndoRecorded extends RoadEvent {
  static readonly eventName = 'merge.undo_recorded';
}

/** The road of `POST /admin/merges/{id}/undo`. Compared with the listeners at boot. */
export const undoRoad: Road = {
  name: 'undo of a merge',
  stages: [MergeUndone, UndoRecorded],
};

import { RoadEvent, type Road } from '../../kernel/road/road-event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** A workspace was made and shall have sample data to try things with. From: workspaces. Heard by: webhook. */
export class SampleWorkspaceCreated extends RoadEvent {
  static readonly eventName = 'sample.workspace_created';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
  ) {
    super(work);
  }
}

/** The sandbox connection exists. From: webhook. Heard by: subscriptions. */
export class SampleConnectionCreated extends RoadEvent {
  static readonly eventName = 'sample.connection_created';
  constructor(
    work: UnitOfWork,
    readonly workspaceId: string,
    readonly connectionId: string,
  ) {
    super(work);
  }
}

/** The group `Marketing` and its three senders exist; the end of the sample road. From: subscriptions. */
export class SampleSendersCreated extends RoadEvent {
  static readonly eventName = 'sample.senders_created';
}

/** Fills a new workspace with sample data. */
export const sampleRoad: Road = {
  name: 'sample data',
  stages: [SampleWorkspaceCreated, SampleConnectionCreated, SampleSendersCreated],
};

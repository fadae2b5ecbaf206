import type { UnitOfWork } from '../database/unit-of-work.js';

/** Something that happened to a batch of things, inside one open transaction. Past tense, subject first. */
export abstract class RoadEvent {
  constructor(readonly work: UnitOfWork) {}
}

/** The class of a road event; `eventName` is what listeners subscribe to, e.g. `consent.decided`. */
export interface RoadEventClass<Event extends RoadEvent = RoadEvent> {
  readonly eventName: string;
  readonly prototype: Event;
}

/** The events of one road in order of travel; the last one is its end and needs no listener. */
export interface Road {
  readonly name: string;
  readonly stages: readonly RoadEventClass[];
}

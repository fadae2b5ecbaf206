import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { AppError } from '../app-error.js';
import { Road, RoadEvent, RoadEventClass } from './road-event.js';

/** The listeners do not form the road that `road.ts` promises. A defect of the build, found at boot. */
export class RoadBroken extends AppError {
  readonly code = 'KERNEL.ROAD_BROKEN';
  readonly retryable = false;
}

type Listener = (event: RoadEvent) => unknown;

/**
 * Walks a road: gives an event to its listeners one after another and goes on with the event they return.
 * Never `emitAsync`: it starts listeners together, and on a shared transaction a sibling's write can then land
 * after the failure of another has rolled everything back (docs/adr/0001).
 */
@Injectable()
export class Dispatcher {
  constructor(private readonly emitter: EventEmitter2) {}

  /**
   * Runs the whole road from its first event, inside the transaction the event carries.
   * @param onStage told after each stage how long it took. Unit: milliseconds
   * @returns the event at the end of the road
   * @throws RoadBroken when an event before the end has no listener or nobody returns the next one
   */
  async run<End extends RoadEvent>(
    first: RoadEvent,
    end: RoadEventClass<End>,
    onStage?: (stage: string, ms: number) => void,
  ): Promise<End> {
    let current = first;
    while (nameOf(current) !== end.eventName) {
      const startedAt = performance.now();
      const next = await this.step(current);
      onStage?.(nameOf(current), performance.now() - startedAt);
      current = next;
    }
    return current as End;
  }

  /** One stage: all listeners of one event in order of registration. Exactly one of them returns the next event. */
  async step(event: RoadEvent): Promise<RoadEvent> {
    const name = nameOf(event);
    let next: RoadEvent | null = null;
    for (const listener of this.emitter.listeners(name) as Listener[]) {
      const returned = await listener(event);
      if (!(returned instanceof RoadEvent)) continue;
      if (next !== null) throw new RoadBroken(`Two listeners of '${name}' return the next event.`);
      next = returned;
    }
    if (next === null) throw new RoadBroken(`No listener of '${name}' returns the next event.`);
    return next;
  }

  /** Compares the listeners with the promised roads. Called once at boot, when all modules have subscribed. */
  assertWired(roads: readonly Road[]): void {
    for (const road of roads) {
      for (const stage of road.stages.slice(0, -1)) {
        if (this.emitter.listenerCount(stage.eventName) === 0)
          throw new RoadBroken(`Nobody listens to '${stage.eventName}' on the road '${road.name}'.`);
      }
    }
  }
}

function nameOf(event: RoadEvent): string {
  return (event.constructor as unknown as RoadEventClass).eventName;
}

import { OnEvent } from '@nestjs/event-emitter';
import type { RoadEventClass } from './road-event.js';

/**
 * Subscribes a handler method to a road event. Always used instead of the plain `@OnEvent`, whose default swallows
 * errors: a handler that fails must fail the batch.
 */
export function Handles(event: RoadEventClass): MethodDecorator {
  return OnEvent(event.eventName, { suppressErrors: false });
}

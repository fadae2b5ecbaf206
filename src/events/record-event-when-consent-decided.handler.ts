import { Injectable } from '@nestjs/common';
import { ConsentDecided } from '../contracts/inbound/5-consent-decided.event.js';
import { EventRecorded, type RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { EventRepository } from './event.repository.js';
import { inboundEvent } from './inbound-event.js';

/** Records the legacy custom event of every text that calls for one. */
@Injectable()
export class RecordEventWhenConsentDecided {
  constructor(
    private readonly events: EventRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Handles(ConsentDecided)
  async handle({ work, messages }: ConsentDecided): Promise<EventRecorded> {
    const considered = messages.map((message) => ({ message, id: this.ids.uuid(), outcome: inboundEvent(message) }));
    const stored = await this.events.record(
      work,
      this.clock.now(),
      considered.flatMap(({ message, id, outcome }) =>
        outcome.kind === 'none'
          ? []
          : [
              {
                ...outcome,
                id,
                workspaceId: message.workspaceId,
                at: message.occurredAt,
                inboundMessageId: message.id,
              },
            ],
      ),
    );
    return new EventRecorded(
      work,
      considered.map(({ message, id, outcome }): RecordedMessage => {
        if (outcome.kind === 'none') return { ...message, customEvent: { event: null, reason: outcome.reason } };
        if (!stored.has(id)) return { ...message, customEvent: { event: null, reason: 'already_recorded' } };
        const { name, brazeId } = outcome;
        return { ...message, customEvent: { event: { id, name, brazeId }, reason: 'recorded' } };
      }),
    );
  }
}

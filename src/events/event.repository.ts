import { Injectable } from '@nestjs/common';
import { EventSummaryReader, type EventSummary } from '../contracts/readers/event-summary.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';

/** One custom event on its way into the log. */
export interface NewCustomEvent {
  /** UUIDv7. */
  readonly id: string;
  readonly workspaceId: string;
  readonly brazeId: string;
  readonly name: string;
  readonly at: Date;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The text that caused it; null when a client reported it. */
  readonly inboundMessageId: string | null;
}

/** The writing and reading of `custom_event` and `event_summary`; what merges do to them is in `profile-log.ts`. */
@Injectable()
export class EventRepository extends EventSummaryReader {
  /**
   * Stores events and counts them. Every entry counts, but a text that has its event already gets no second one.
   * @returns ids of the events that were stored
   */
  async record(work: UnitOfWork, recordedAt: Date, events: readonly NewCustomEvent[]): Promise<ReadonlySet<string>> {
    if (events.length === 0) return new Set();
    const stored = await work.rows<{ id: string }>(
      // One entry per key, because an upsert refuses a key twice; sorted, because that is the lock order everywhere.
      `with stored as (
         insert into custom_event
           (workspace_id, id, braze_id, name, occurred_at, properties, inbound_message_id, recorded_at)
         select workspace_id, id, braze_id, name, occurred_at, properties, inbound_message_id, $8
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::uuid[])
             as event (workspace_id, id, braze_id, name, occurred_at, properties, inbound_message_id)
         on conflict (workspace_id, inbound_message_id) where inbound_message_id is not null do nothing
         returning id, workspace_id, braze_id, name, occurred_at
       ), counted as (
         insert into event_summary (workspace_id, braze_id, name, first_at, last_at, count)
         select workspace_id, braze_id, name, min(occurred_at), max(occurred_at), count(*)
           from stored
          group by workspace_id, braze_id, name
          order by workspace_id, braze_id, name
         on conflict (workspace_id, braze_id, name) do update set
           first_at = least(event_summary.first_at, excluded.first_at),
           last_at = greatest(event_summary.last_at, excluded.last_at),
           count = event_summary.count + excluded.count
       )
       select id from stored`,
      [
        events.map(({ workspaceId }) => workspaceId),
        events.map(({ id }) => id),
        events.map(({ brazeId }) => brazeId),
        events.map(({ name }) => name),
        events.map(({ at }) => at),
        events.map(({ properties }) => JSON.stringify(properties)),
        events.map(({ inboundMessageId }) => inboundMessageId),
        recordedAt,
      ],
    );
    return new Set(stored.map(({ id }) => id));
  }

  /** @returns by profile and then by name, ascending */
  async byProfile(
    work: UnitOfWork,
    workspaceId: string,
    brazeIds: readonly string[],
  ): Promise<readonly EventSummary[]> {
    if (brazeIds.length === 0) return [];
    return work.rows<EventSummary>(
      // A count is far below 2^53, so a double holds it exactly; bigint would arrive as text.
      `select braze_id as "brazeId", name, first_at as first, last_at as last, count::double precision as count
         from event_summary
        where workspace_id = $1 and braze_id = any($2::text[])
        order by braze_id, name`,
      [workspaceId, brazeIds],
    );
  }
}

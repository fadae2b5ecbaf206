import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Ids } from '../ids.js';

/** Something for the world after the commit. */
export interface OutboxFact {
  readonly workspaceId: string;
  /** Who drains it, e.g. `send_message`. */
  readonly topic: string;
  /** Plain JSON; ids rather than personal data. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** When it may leave at the earliest; at once when absent. */
  readonly notBefore?: Date;
}

/** Writes facts into the outbox in the caller's transaction; the drain sends them after the commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  add(work: UnitOfWork, facts: readonly OutboxFact[]): void {
    if (facts.length === 0) return;
    const now = this.clock.now();
    work.write(
      `insert into outbox (id, workspace_id, topic, payload, next_attempt_at, created_at)
       select id, workspace_id, topic, payload, not_before, $6
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[])
           as fact (id, workspace_id, topic, payload, not_before)`,
      [
        facts.map(() => this.ids.uuid()),
        facts.map(({ workspaceId }) => workspaceId),
        facts.map(({ topic }) => topic),
        facts.map(({ payload }) => JSON.stringify(payload)),
        facts.map(({ notBefore }) => notBefore ?? now),
        now,
      ],
    );
  }
}

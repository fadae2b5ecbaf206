import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { Decision } from './decision.js';
import type { InboundDraft, InboundResult, InboundStatus, StoredOutcome } from './inbound-draft.js';

interface DecisionRow {
  readonly connection_id: string;
  readonly provider_message_id: string;
  readonly id: string;
  readonly status: InboundStatus;
  readonly error_code: string | null;
  readonly category: string | null;
  readonly outcome: StoredOutcome | null;
}

/** Key of a text for life: connection and provider message id. */
export function onceKey({
  connectionId,
  providerMessageId,
}: {
  connectionId: string;
  providerMessageId: string;
}): string {
  return `${connectionId} ${providerMessageId}`;
}

/** The hot path on `inbound_message` and `inbound_decision`: each call is one statement for the whole batch. */
@Injectable()
export class InboundMessageRepository {
  /**
   * Stores the drafts that were never stored before.
   * @returns the ids that are new; the others are repeats
   */
  async insertNew(work: UnitOfWork, drafts: readonly InboundDraft[]): Promise<Set<string>> {
    // One order of keys on every instance: two batches that share texts wait for each other, never in a circle.
    const sorted = [...drafts].sort((a, b) => (onceKey(a) < onceKey(b) ? -1 : 1));
    const rows = await work.rows<{ id: string }>(
      `insert into inbound_message (workspace_id, id, connection_id, provider, provider_message_id, raw_body, content_type,
                                    from_raw, to_raw, body, media, hint, provider_time, received_at, occurred_at,
                                    request_id)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[],
                            $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::timestamptz[], $14::timestamptz[],
                            $15::timestamptz[], $16::uuid[])
       on conflict on constraint inbound_message_once do nothing
       returning id`,
      [
        sorted.map((draft) => draft.workspaceId),
        sorted.map((draft) => draft.id),
        sorted.map((draft) => draft.connectionId),
        sorted.map((draft) => draft.provider),
        sorted.map((draft) => draft.providerMessageId),
        sorted.map((draft) => draft.rawBody),
        sorted.map((draft) => draft.contentType),
        sorted.map((draft) => draft.from),
        sorted.map((draft) => draft.to),
        sorted.map((draft) => draft.text),
        sorted.map((draft) => JSON.stringify(draft.media)),
        sorted.map((draft) => (draft.hint === null ? null : JSON.stringify(draft.hint))),
        sorted.map((draft) => draft.providerTime),
        sorted.map((draft) => draft.receivedAt),
        sorted.map((draft) => draft.occurredAt),
        sorted.map((draft) => draft.requestId),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** What the first request with each of these keys was answered, by {@link onceKey}. */
  async firstResults(work: UnitOfWork, drafts: readonly InboundDraft[]): Promise<Map<string, InboundResult>> {
    if (drafts.length === 0) return new Map();
    const rows = await work.rows<DecisionRow>(
      `select message.connection_id, message.provider_message_id, message.id, decision.status, decision.error_code,
              decision.category, decision.outcome
         from unnest($1::uuid[], $2::text[], $3::text[]) as wanted (workspace_id, connection_id, provider_message_id)
         join inbound_message as message using (workspace_id, connection_id, provider_message_id)
         join inbound_decision as decision
           on decision.workspace_id = message.workspace_id and decision.inbound_message_id = message.id`,
      [
        drafts.map((draft) => draft.workspaceId),
        drafts.map((draft) => draft.connectionId),
        drafts.map((draft) => draft.providerMessageId),
      ],
    );
    return new Map(
      rows.map((row) => [
        onceKey({ connectionId: row.connection_id, providerMessageId: row.provider_message_id }),
        resultOf(row),
      ]),
    );
  }

  /** Writes the decisions of a batch; a quarantined text that was replayed gets its decision replaced. */
  saveDecisions(
    work: UnitOfWork,
    workspaceIds: readonly string[],
    decisions: readonly Decision[],
    decidedAt: Date,
  ): void {
    if (decisions.length === 0) return;
    work.write(
      `insert into inbound_decision (workspace_id, inbound_message_id, from_number, status, category, rule, language, outcome,
                                     trace, decided_at)
       select workspace_id, id, from_number, 'processed', category, rule, language, outcome, trace, $9
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
           as decided (workspace_id, id, from_number, category, rule, language, outcome, trace)
       on conflict on constraint inbound_decision_pk do update
         set from_number = excluded.from_number, status = excluded.status, error_code = null, category = excluded.category,
             rule = excluded.rule, language = excluded.language, outcome = excluded.outcome, trace = excluded.trace,
             decided_at = excluded.decided_at
         where inbound_decision.status = 'quarantined'`,
      [
        workspaceIds,
        decisions.map(({ messageId }) => messageId),
        decisions.map(({ fromNumber }) => fromNumber),
        decisions.map(({ category }) => category),
        decisions.map(({ rule }) => rule),
        decisions.map(({ language }) => language),
        decisions.map(({ outcome }) => JSON.stringify(outcome)),
        decisions.map(({ trace }) => JSON.stringify(trace)),
        decidedAt,
      ],
    );
  }

  /** Notes that a text was put aside or left alone, and why. */
  async saveAside(
    work: UnitOfWork,
    aside: {
      workspaceId: string;
      id: string;
      /** Null when it cannot be told. */
      fromNumber: string | null;
      status: 'quarantined' | 'ignored';
      code: string;
      at: Date;
    },
  ): Promise<void> {
    await work.execute(
      `insert into inbound_decision (workspace_id, inbound_message_id, from_number, status, error_code, decided_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [aside.workspaceId, aside.id, aside.fromNumber, aside.status, aside.code, aside.at],
    );
  }
}

function resultOf(row: DecisionRow): InboundResult {
  const { id, status } = row;
  if (status === 'quarantined') return { kind: 'quarantined', id, repeat: true, code: row.error_code ?? '' };
  // Of an erased one nobody knows any more what it was answered; that it is a repeat is all that counts.
  if (status === 'ignored' || status === 'erased' || row.outcome === null) return { kind: 'ignored', id, repeat: true };
  return { kind: 'processed', id, repeat: true, category: row.category, outcome: row.outcome };
}

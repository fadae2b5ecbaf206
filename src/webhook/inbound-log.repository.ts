import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Masked } from '../kernel/masked.js';
import { InboundMessageReader } from '../contracts/readers/inbound-message.reader.js';
import type { ProviderHint } from '../contracts/inbound/classification.js';
import type { InboundStatus, StoredOutcome } from './intake/inbound-draft.js';

/** Which texts to show. Null: no matter. */
export interface InboundFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly status: string | null;
  readonly category: string | null;
  /** Id of the last text of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A text with what was decided about it. */
export interface InboundRow {
  readonly id: string;
  readonly connection_id: string;
  readonly provider: string;
  readonly provider_message_id: string;
  readonly raw_body: Buffer;
  readonly content_type: string | null;
  readonly from_raw: string;
  readonly to_raw: string;
  readonly body: string;
  readonly media: { url: string; contentType: string | null }[];
  readonly hint: ProviderHint | null;
  readonly provider_time: Date | null;
  readonly received_at: Date;
  readonly occurred_at: Date;
  readonly from_number: string | null;
  readonly status: InboundStatus;
  readonly error_code: string | null;
  readonly category: string | null;
  readonly rule: string | null;
  readonly language: string | null;
  readonly outcome: StoredOutcome | null;
  readonly trace: Record<string, unknown> | null;
}

const COLUMNS = `message.id, message.connection_id, message.provider, message.provider_message_id, message.raw_body,
  message.content_type, message.from_raw, message.to_raw, message.body, message.media, message.hint, message.provider_time,
  message.received_at, message.occurred_at, decision.from_number, decision.status, decision.error_code, decision.category,
  decision.rule, decision.language, decision.outcome, decision.trace`;

const JOIN = `inbound_message as message join inbound_decision as decision
  on decision.workspace_id = message.workspace_id and decision.inbound_message_id = message.id`;

/** Reading back what happened, for people and for replays. */
@Injectable()
export class InboundLogRepository implements InboundMessageReader {
  /** Newest first; ids are time-ordered, so the cursor is an id. */
  list(work: UnitOfWork, workspaceId: string, filter: InboundFilter): Promise<InboundRow[]> {
    return work.rows<InboundRow>(
      `select ${COLUMNS} from ${JOIN}
        where message.workspace_id = $1
          and ($2::text is null or decision.from_number = $2 or message.from_raw = $2)
          and ($3::text is null or message.to_raw in ($3, ltrim($3, '+')))
          and ($4::text is null or decision.status = $4)
          and ($5::text is null or decision.category = $5)
          and ($6::uuid is null or message.id < $6)
        order by message.id desc
        limit $7`,
      [workspaceId, filter.from, filter.to, filter.status, filter.category, filter.cursor, filter.limit],
    );
  }

  async find(work: UnitOfWork, workspaceId: string, id: string): Promise<InboundRow | null> {
    const [row] = await work.rows<InboundRow>(
      `select ${COLUMNS} from ${JOIN} where message.workspace_id = $1 and message.id = $2`,
      [workspaceId, id],
    );
    return row ?? null;
  }

  /** The same, locked until the end of the transaction: two replays at once must not both happen. */
  async findForReplay(work: UnitOfWork, workspaceId: string, id: string): Promise<InboundRow | null> {
    const [row] = await work.rows<InboundRow>(
      `select ${COLUMNS} from ${JOIN} where message.workspace_id = $1 and message.id = $2 for update of decision`,
      [workspaceId, id],
    );
    return row ?? null;
  }

  async receivedAt(work: UnitOfWork, workspaceId: string, id: string): Promise<Date | null> {
    const [row] = await work.rows<{ received_at: Date }>(
      'select received_at from inbound_message where workspace_id = $1 and id = $2',
      [workspaceId, id],
    );
    return row?.received_at ?? null;
  }

  async texts(work: UnitOfWork, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Masked>> {
    if (ids.length === 0) return new Map();
    const rows = await work.rows<{ id: string; body: string }>(
      'select id, body from inbound_message where workspace_id = $1 and id = any($2::uuid[]) and erased_at is null',
      [workspaceId, [...new Set(ids)]],
    );
    return new Map(rows.map(({ id, body }) => [id, new Masked(body)]));
  }
}

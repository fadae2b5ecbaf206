import { Injectable } from '@nestjs/common';
import type { Category, ProviderHint, SenderKind } from '../contracts/inbound/classification.js';
import {
  InboundTextReader,
  type StoredText,
  type TextPage,
  type TextQuestion,
  type WrittenText,
} from '../contracts/readers/inbound-text.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Masked } from '../kernel/masked.js';

/** Stored rows looked at in one go, of every group: whoever reads them must not keep the process for long. Unit: rows. */
const PAGE_ROWS = 250;

/** How far ids may lag behind arrivals: instances' clocks differ, and a text waits for its turn. Unit: milliseconds. */
const SLACK_MS = 3_600_000;

/** A place in the order of ids, and the text there if it is one that was asked for. */
interface Place {
  readonly id: string;
  readonly received_at: Date;
  readonly from_shown: string | null;
  readonly body: string;
  readonly hint: ProviderHint | null;
  readonly address: string;
  readonly kind: SenderKind;
  readonly keywords_activated: boolean;
  readonly category: Category;
}

/** Walks through the stored texts from the newest back, along the primary key: no further index, no sort, no count. */
@Injectable()
export class InboundTextRepository extends InboundTextReader {
  async page(work: UnitOfWork, { workspaceId, groupId, since, before }: TextQuestion): Promise<TextPage> {
    const places = await work.rows<Place>(
      `select page.id, page.received_at, wanted.*
         from (select id, received_at
                 from inbound_message
                where workspace_id = $1 and id < coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                order by id desc
                limit $5) as page
         left join lateral (
           select coalesce(decision.from_number, message.from_raw) as from_shown, message.body, message.hint,
                  at_the_time->'sender'->>'address' as address, at_the_time->'sender'->>'kind' as kind,
                  (at_the_time->'sender'->>'keywords_activated')::boolean as keywords_activated, decision.category
             from inbound_decision as decision
             join inbound_message as message
               on message.workspace_id = decision.workspace_id and message.id = decision.inbound_message_id
            cross join lateral (select decision.trace->'normalised' as at_the_time) as trace
            where decision.workspace_id = $1 and decision.inbound_message_id = page.id
              and decision.status = 'processed' and page.received_at >= $4
              and at_the_time->'subscription_group'->>'id' = $3::text
              and at_the_time->>'from_own_sender' = 'false'
           offset 0) as wanted on true
        order by page.id desc`,
      [workspaceId, before, groupId, since, PAGE_ROWS],
    );
    const over = new Date(since.getTime() - SLACK_MS);
    const isLast = places.length < PAGE_ROWS || places.every(({ received_at }) => received_at < over);
    const last = places.at(-1);
    return {
      texts: places.flatMap(toText),
      next: isLast ? null : (last?.id ?? null),
      reached: last?.received_at ?? null,
    };
  }

  async find(work: UnitOfWork, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, WrittenText>> {
    if (ids.length === 0) return new Map();
    const rows = await work.rows<{ readonly id: string; readonly from_shown: string; readonly body: string }>(
      `select text.*
         from unnest($2::uuid[]) as asked (id)
        cross join lateral (
          select message.id, coalesce(decision.from_number, message.from_raw) as from_shown, message.body
            from inbound_message as message
            left join inbound_decision as decision
              on decision.workspace_id = message.workspace_id and decision.inbound_message_id = message.id
           where message.workspace_id = $1 and message.id = asked.id and message.erased_at is null
          offset 0) as text`,
      [workspaceId, [...new Set(ids)]],
    );
    return new Map(
      rows.map(({ id, from_shown, body }) => [id, { from: new Masked(from_shown), text: new Masked(body) }]),
    );
  }
}

function toText(place: Place): readonly StoredText[] {
  const { id, received_at: receivedAt, from_shown: from, body, hint, category } = place;
  if (from === null) return [];
  const sender = { address: place.address, kind: place.kind, keywordsActivated: place.keywords_activated };
  return [{ id, receivedAt, from: new Masked(from), text: new Masked(body), hint, sender, category }];
}

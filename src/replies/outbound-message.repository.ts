import { Injectable } from '@nestjs/common';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { OutboxFact } from '../kernel/outbox/outbox.js';
import { type AutomaticText, HOUR_MS, MAX_PER_HOUR, ONCE_A_DAY, ONCE_A_DAY_MS } from './loop-guard.js';

/** A reply on its way into the table. */
export interface NewOutboundMessage extends AutomaticText {
  /** UUIDv7. */
  readonly id: string;
  /** The text that is answered; null when a call of the API caused it. */
  readonly inboundMessageId: string | null;
  readonly connectionId: string;
  /** `response`: it leaves in the provider's answer to the very request that is being committed. */
  readonly via: 'response' | 'api';
  /** When it may leave by the API; at once when absent. */
  readonly leavesAt?: Date;
}

/** A reply as operators see it. */
export interface OutboundMessageRow {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly kind: string;
  readonly status: string;
  readonly providerMessageId: string | null;
  readonly errorCode: string | null;
  readonly inboundMessageId: string | null;
  readonly createdAt: Date;
}

/** What takes a stored text that leaves by the API to its provider. */
export function sendMessage({ id, workspaceId, leavesAt }: NewOutboundMessage): OutboxFact {
  return {
    workspaceId,
    topic: 'send_message',
    payload: { outbound_message_id: id, workspace_id: workspaceId },
    ...(leavesAt === undefined ? {} : { notBefore: leavesAt }),
  };
}

/** More than the loop guard lets pass cannot be there. Unit: texts per number. */
const MAX_PER_DAY = 24 * MAX_PER_HOUR;

const COLUMNS = `id, to_number as "to", from_address as "from", body, kind, status,
  provider_message_id as "providerMessageId", error_code as "errorCode",
  inbound_message_id as "inboundMessageId", created_at as "createdAt"`;

/** The only SQL of the replies on `outbound_message`. Delivery changes the status afterwards. */
@Injectable()
export class OutboundMessageRepository {
  /** What the loop guard must know of these numbers: all texts of the last hour, and of the last day those that go out once a day. */
  async findRecent(
    work: UnitOfWork,
    numbers: readonly { readonly workspaceId: string; readonly to: string }[],
    now: Date,
  ): Promise<readonly AutomaticText[]> {
    if (numbers.length === 0) return [];
    return work.rows<AutomaticText>(
      // `lateral` with a limit makes it one short range of the index per number. As a plain join, planned while the
      // table was empty, it stayed a scan of the whole table: three times as long at 10,000 rows, and growing.
      `select sent.workspace_id as "workspaceId", sent.to_number as "to", sent.from_address as "from",
              sent.subscription_group_id as "groupId", sent.kind, sent.body, sent.created_at as at
         from (select distinct workspace_id, to_number
                 from unnest($1::uuid[], $2::text[]) as number (workspace_id, to_number)) as number
        cross join lateral (
              select *
                from outbound_message
               where workspace_id = number.workspace_id and to_number = number.to_number and created_at > $4
               order by created_at desc
               limit ${MAX_PER_DAY}) as sent
        where sent.created_at > $3 or sent.kind = any($5::text[])`,
      [
        numbers.map(({ workspaceId }) => workspaceId),
        numbers.map(({ to }) => to),
        new Date(now.getTime() - HOUR_MS),
        new Date(now.getTime() - ONCE_A_DAY_MS),
        [...ONCE_A_DAY.keys()],
      ],
    );
  }

  /** @returns ids of the replies that were stored; a text that has its answer already gets no second one */
  async insertMany(work: UnitOfWork, replies: readonly NewOutboundMessage[]): Promise<ReadonlySet<string>> {
    if (replies.length === 0) return new Set();
    const stored = await work.rows<{ id: string }>(
      `insert into outbound_message
         (workspace_id, id, inbound_message_id, kind, connection_id, to_number, from_address, subscription_group_id, body,
          via, status, created_at, updated_at)
       select workspace_id, id, inbound_message_id, kind, connection_id, to_number, from_address, group_id, body, via,
              case via when 'response' then 'answered' else 'queued' end, created_at, created_at
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                     $9::text[], $10::timestamptz[], $11::uuid[])
           as reply (workspace_id, id, inbound_message_id, kind, connection_id, to_number, from_address, body, via,
                     created_at, group_id)
       on conflict on constraint outbound_message_one_answer do nothing
       returning id`,
      [
        replies.map(({ workspaceId }) => workspaceId),
        replies.map(({ id }) => id),
        replies.map(({ inboundMessageId }) => inboundMessageId),
        replies.map(({ kind }) => kind),
        replies.map(({ connectionId }) => connectionId),
        replies.map(({ to }) => to),
        replies.map(({ from }) => from),
        replies.map(({ body }) => body),
        replies.map(({ via }) => via),
        replies.map(({ at }) => at),
        replies.map(({ groupId }) => groupId),
      ],
    );
    return new Set(stored.map(({ id }) => id));
  }

  /** Deletes every text to these numbers. The outbox passes over what it does not find any more. */
  async erase(work: UnitOfWork, workspaceId: string, numbers: readonly PhoneNumber[]): Promise<void> {
    if (numbers.length === 0) return;
    await work.execute('delete from outbound_message where workspace_id = $1 and to_number = any($2::text[])', [
      workspaceId,
      numbers.map((number) => number.e164()),
    ]);
  }

  /** @param before id of the last row of the page before; null: from the newest on */
  page(work: UnitOfWork, workspaceId: string, before: string | null, limit: number): Promise<OutboundMessageRow[]> {
    return work.rows<OutboundMessageRow>(
      `select ${COLUMNS}
         from outbound_message
        where workspace_id = $1 and id < coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
        order by id desc
        limit $3`,
      [workspaceId, before, limit],
    );
  }

  /** The same for one number, in the order of the index that begins with the number. */
  pageOfNumber(
    work: UnitOfWork,
    workspaceId: string,
    to: string,
    before: string | null,
    limit: number,
  ): Promise<OutboundMessageRow[]> {
    return work.rows<OutboundMessageRow>(
      `select ${COLUMNS}
         from outbound_message
        where workspace_id = $1 and to_number = $2
          and ($3::uuid is null
               or (created_at, id) < (select created_at, id from outbound_message where workspace_id = $1 and id = $3))
        order by created_at desc, id desc
        limit $4`,
      [workspaceId, to, before, limit],
    );
  }
}

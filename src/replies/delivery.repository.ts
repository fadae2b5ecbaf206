import { Injectable } from '@nestjs/common';
import type { DeliveryReceipt } from '../contracts/delivery/1-receipts-received.event.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Progress } from './delivery-rules.js';

/** A text of ours as delivery needs it. Personal data. */
export interface TravellingMessage extends Progress {
  readonly workspaceId: string;
  readonly id: string;
  /** Null for a text that answers none. */
  readonly inboundMessageId: string | null;
  readonly connectionId: string;
  readonly kind: string;
  /** Null on rows from before this was kept. */
  readonly groupId: string | null;
  /** E.164 of the person. */
  readonly to: string;
  /** Our address. */
  readonly from: string;
  readonly body: string;
  readonly createdAt: Date;
}

const COLUMNS = `workspace_id as "workspaceId", id, inbound_message_id as "inboundMessageId",
  connection_id as "connectionId", kind, subscription_group_id as "groupId", to_number as "to", from_address as "from", body, status,
  provider_message_id as "providerMessageId", error_code as "errorCode", created_at as "createdAt"`;

/** `outbound_message` once it is queued: where each text is and how it ended. */
@Injectable()
export class DeliveryRepository {
  /** Locked until the end of the transaction. */
  async lock(work: UnitOfWork, workspaceId: string, id: string): Promise<TravellingMessage | null> {
    const [message] = await work.rows<TravellingMessage>(
      `select ${COLUMNS} from outbound_message where workspace_id = $1 and id = $2 for update`,
      [workspaceId, id],
    );
    return message ?? null;
  }

  /** The texts these reports are about, by our id or the provider's, locked in the order of their ids. */
  lockReported(work: UnitOfWork, receipts: readonly DeliveryReceipt[]): Promise<TravellingMessage[]> {
    return work.rows<TravellingMessage>(
      // Two lookups, each by its own index; one with "or" would read the whole table.
      `with receipt as (
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])
           as receipt (workspace_id, connection_id, provider_message_id, outbound_id))
       select ${COLUMNS}
         from outbound_message
        where (workspace_id, id) in (
          select message.workspace_id, message.id from receipt
            join outbound_message message on message.workspace_id = receipt.workspace_id and message.id = receipt.outbound_id
           where message.connection_id = receipt.connection_id
          union
          select message.workspace_id, message.id from receipt
            join outbound_message message using (workspace_id, connection_id, provider_message_id))
        order by workspace_id, id
        for update`,
      [
        receipts.map(({ workspaceId }) => workspaceId),
        receipts.map(({ connectionId }) => connectionId),
        receipts.map(({ providerMessageId }) => providerMessageId),
        receipts.map(({ outboundId }) => outboundId),
      ],
    );
  }

  /** Writes how far locked texts are. */
  async saveMany(
    work: UnitOfWork,
    messages: readonly (Progress & { readonly workspaceId: string; readonly id: string })[],
    now: Date,
  ): Promise<void> {
    if (messages.length === 0) return;
    await work.execute(
      `update outbound_message as message
          set status = progress.status, error_code = progress.error_code,
              provider_message_id = progress.provider_message_id, updated_at = $6
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
                as progress (workspace_id, id, status, error_code, provider_message_id)
        where message.workspace_id = progress.workspace_id and message.id = progress.id`,
      [
        messages.map(({ workspaceId }) => workspaceId),
        messages.map(({ id }) => id),
        messages.map(({ status }) => status),
        messages.map(({ errorCode }) => errorCode),
        messages.map(({ providerMessageId }) => providerMessageId),
        now,
      ],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { GroupPolicy, SenderKind } from '../contracts/inbound/classification.js';
import type { GroupOnRoad, SenderOnRoad } from '../contracts/inbound/sender.js';
import { type GroupSender, GroupSenderReader } from '../contracts/readers/group-sender.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Sender } from './sender.entity.js';
import { isUuid } from './uuid.js';

interface GroupColumns {
  readonly group_id: string;
  readonly name: string;
  readonly policy: GroupPolicy;
  readonly languages: readonly string[];
  readonly double_opt_in: boolean;
  readonly suspected_opt_out: 'auto' | 'clarify' | null;
  readonly default_reply: string | null;
}

interface SenderRow extends GroupColumns {
  readonly id: string;
  readonly address: string;
  readonly kind: SenderKind;
  readonly keywords_activated: boolean;
}

const GROUP_COLUMNS =
  'g.id as group_id, g.name, g.policy, g.languages, g.double_opt_in, g.suspected_opt_out, g.default_reply';

/** The only access to `sender`; answers the road's questions in one prepared statement each. */
@Injectable()
export class SenderRepository extends SenderReader implements GroupSenderReader {
  constructor(private readonly memory: ConfigurationMemory) {
    super();
  }

  async byAddress(
    work: UnitOfWork,
    workspaceId: string,
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, SenderOnRoad>> {
    if (addresses.length === 0) return new Map();
    const senders = await this.memory.recall(work, workspaceId, 'senders', () => this.all(work, workspaceId));
    return new Map(
      addresses.flatMap((address) => {
        const sender = senders.get(address);
        return sender === undefined ? [] : [[address, sender]];
      }),
    );
  }

  /** All of a workspace: a brand has some dozens, and each text asks for both its ends. */
  private async all(work: UnitOfWork, workspaceId: string): Promise<ReadonlyMap<string, SenderOnRoad>> {
    const rows = await work.rows<SenderRow>(
      `select s.id, s.address, s.kind, s.keywords_activated, ${GROUP_COLUMNS}
         from sender s
         join subscription_group g on g.workspace_id = s.workspace_id and g.id = s.subscription_group_id
        where s.workspace_id = $1`,
      [workspaceId],
    );
    return new Map(rows.map((row) => [row.address, toSender(row)]));
  }

  /** Keys are the ids as they were asked: a UUID may be written in capitals. Ids that are no UUID are absent. */
  async groups(
    work: UnitOfWork,
    workspaceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, GroupOnRoad>> {
    const asked = ids.filter(isUuid);
    if (asked.length === 0) return new Map();
    const rows = await work.rows<GroupColumns>(
      `select ${GROUP_COLUMNS} from subscription_group g where g.workspace_id = $1 and g.id = any($2::uuid[])`,
      [workspaceId, [...new Set(asked)]],
    );
    const known = new Map(rows.map((row) => [row.group_id, toGroup(row)]));
    return new Map(
      asked.flatMap((id) => {
        const group = known.get(id.toLowerCase());
        return group === undefined ? [] : [[id, group]];
      }),
    );
  }

  async ofGroups(work: UnitOfWork, workspaceId: string, groupIds: readonly string[]): Promise<readonly GroupSender[]> {
    const rows = await work.rows<SenderRow & { readonly connection_id: string }>(
      `select s.id, s.address, s.kind, s.keywords_activated, s.connection_id, ${GROUP_COLUMNS}
         from sender s
         join subscription_group g on g.workspace_id = s.workspace_id and g.id = s.subscription_group_id
        where s.workspace_id = $1 and s.subscription_group_id = any($2::uuid[])
        order by s.id`,
      [workspaceId, groupIds],
    );
    return rows.map((row) => ({ ...toSender(row), connectionId: row.connection_id }));
  }

  /** @throws the unique violation `sender_address_unique` when the address is taken */
  async add(work: UnitOfWork, senders: readonly Sender[]): Promise<void> {
    await work.manager.insert(Sender, [...senders]);
  }

  /** Writes every column of a sender that exists. */
  async change(work: UnitOfWork, sender: Sender): Promise<void> {
    const { workspaceId, id } = sender;
    await work.manager.update(Sender, { workspaceId, id }, sender);
  }

  /** Locks the sender, so that two changes of it take turns. */
  findForChange(work: UnitOfWork, workspaceId: string, id: string): Promise<Sender | null> {
    return work.manager.findOne(Sender, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest first. @param before id of the last sender of the page before */
  list(work: UnitOfWork, workspaceId: string, limit: number, before: string | null): Promise<Sender[]> {
    return work.manager.find(Sender, {
      where: { workspaceId, ...(before === null ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }
}

function toSender(row: SenderRow): SenderOnRoad {
  const { id, address, kind, keywords_activated: keywordsActivated } = row;
  return { id, address, kind, keywordsActivated, group: toGroup(row) };
}

function toGroup(row: GroupColumns): GroupOnRoad {
  return {
    id: row.group_id,
    name: row.name,
    policy: row.policy,
    languages: row.languages,
    doubleOptIn: row.double_opt_in,
    suspectedOptOut: row.suspected_opt_out,
    defaultReply: row.default_reply,
  };
}

import { Injectable } from '@nestjs/common';
import { ConfigurationMemory } from '../kernel/configuration/configuration-memory.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Campaign, Trigger } from './campaign.js';

interface CampaignRow extends Omit<Campaign, 'trigger'>, Trigger {}

/** What the texts of a batch have in common, for one look at all their groups. */
export interface BatchOfTexts {
  /** Each group once. */
  readonly groups: readonly { readonly workspaceId: string; readonly groupId: string }[];
  /** Bodies as they are compared. */
  readonly bodies: readonly string[];
  /** Arrival of the earliest text. */
  readonly since: Date;
}

const COLUMNS = `c.workspace_id as "workspaceId", c.id, c.group_id as "groupId", c.name, c.trigger_event as event,
  c.trigger_category as category, c.trigger_custom_category as "customCategory", c.message_body as "messageBody",
  c.body_regex as "bodyRegex", c.reply, c.active_from as "activeFrom", c.active_until as "activeUntil",
  c.created_at as "createdAt", c.updated_at as "updatedAt", c.created_by as "createdBy"`;

/** The only SQL on `campaign`. */
@Injectable()
export class CampaignRepository {
  constructor(private readonly memory: ConfigurationMemory) {}

  /** Whether a workspace has any campaign, over or not: most have none, and a batch need not ask further. */
  hasAny(work: UnitOfWork, workspaceId: string): Promise<boolean> {
    return this.memory.recall(work, workspaceId, 'has_campaigns', async () => {
      const [row] = await work.rows<{ found: boolean }>(
        'select exists (select from campaign where workspace_id = $1) as found',
        [workspaceId],
      );
      return row?.found === true;
    });
  }

  /** The campaigns that may answer these texts: not over yet, and asking for one of these bodies or for no whole one. */
  async findCandidates(work: UnitOfWork, { groups, bodies, since }: BatchOfTexts): Promise<readonly Campaign[]> {
    if (groups.length === 0) return [];
    const rows = await work.rows<CampaignRow>(
      // `lateral … offset 0`: one look into the index per group, also while the statement was planned on an empty table.
      `select c.*
         from unnest($1::uuid[], $2::uuid[]) as asked (workspace_id, group_id)
        cross join lateral (
          select ${COLUMNS}
            from campaign c
           where c.workspace_id = asked.workspace_id and c.group_id = asked.group_id
             and (c.message_body is null or c.message_body = any($3::text[]))
             and (c.active_until is null or c.active_until > $4)
          offset 0) as c`,
      [groups.map(({ workspaceId }) => workspaceId), groups.map(({ groupId }) => groupId), bodies, since],
    );
    return rows.map(toCampaign);
  }

  /** The group's campaigns that run or will run, held still until the end of the transaction. */
  async lockRunning(work: UnitOfWork, workspaceId: string, groupId: string, now: Date): Promise<readonly Campaign[]> {
    // Two operators saving at once must see each other's triggers.
    await work.lock('campaign', [`${workspaceId}/${groupId}`]);
    const rows = await work.rows<CampaignRow>(
      `select ${COLUMNS} from campaign c
        where c.workspace_id = $1 and c.group_id = $2 and (c.active_until is null or c.active_until > $3)`,
      [workspaceId, groupId, now],
    );
    return rows.map(toCampaign);
  }

  async find(work: UnitOfWork, workspaceId: string, id: string): Promise<Campaign | null> {
    const [row] = await work.rows<CampaignRow>(
      `select ${COLUMNS} from campaign c where c.workspace_id = $1 and c.id = $2`,
      [workspaceId, id],
    );
    return row === undefined ? null : toCampaign(row);
  }

  /** The same, locked: two changes of one campaign take turns. */
  async findForChange(work: UnitOfWork, workspaceId: string, id: string): Promise<Campaign | null> {
    const [row] = await work.rows<CampaignRow>(
      `select ${COLUMNS} from campaign c where c.workspace_id = $1 and c.id = $2 for update`,
      [workspaceId, id],
    );
    return row === undefined ? null : toCampaign(row);
  }

  /** Newest first. @param groupId null: of every group. @param before id of the last campaign of the page before */
  async list(work: UnitOfWork, { workspaceId, groupId, limit, before }: CampaignPage): Promise<readonly Campaign[]> {
    const rows = await work.rows<CampaignRow>(
      `select ${COLUMNS} from campaign c
        where c.workspace_id = $1 and ($2::uuid is null or c.group_id = $2) and ($3::uuid is null or c.id < $3)
        order by c.id desc
        limit $4`,
      [workspaceId, groupId, before, limit],
    );
    return rows.map(toCampaign);
  }

  /** Adds a campaign, or writes what may change of one that exists. @throws the unique violation `campaign_name_unique` */
  async save(work: UnitOfWork, campaign: Campaign): Promise<void> {
    const { event, category, customCategory, messageBody, bodyRegex } = campaign.trigger;
    await work.execute(
      `insert into campaign (workspace_id, id, group_id, name, trigger_event, trigger_category, trigger_custom_category,
                             message_body, body_regex, reply, active_from, active_until, created_at, updated_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict on constraint campaign_pk do update
         set group_id = excluded.group_id, name = excluded.name, trigger_event = excluded.trigger_event,
             trigger_category = excluded.trigger_category, trigger_custom_category = excluded.trigger_custom_category,
             message_body = excluded.message_body, body_regex = excluded.body_regex, reply = excluded.reply,
             active_from = excluded.active_from, active_until = excluded.active_until, updated_at = excluded.updated_at`,
      [
        campaign.workspaceId,
        campaign.id,
        campaign.groupId,
        campaign.name,
        ...[event, category, customCategory, messageBody, bodyRegex],
        campaign.reply,
        ...[campaign.activeFrom, campaign.activeUntil],
        ...[campaign.createdAt, campaign.updatedAt, campaign.createdBy],
      ],
    );
  }
}

/** Which campaigns to list. */
export interface CampaignPage {
  readonly workspaceId: string;
  readonly groupId: string | null;
  readonly limit: number;
  readonly before: string | null;
}

function toCampaign(row: CampaignRow): Campaign {
  const { event, category, customCategory, messageBody, bodyRegex, ...campaign } = row;
  return { ...campaign, trigger: { event, category, customCategory, messageBody, bodyRegex } };
}

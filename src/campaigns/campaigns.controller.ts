import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { InvalidRequest, NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { idPipe } from '../kernel/http/id-pipe.js';
import { parseInstant } from '../kernel/http/instant.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { queryValue } from '../kernel/http/query-values.js';
import { Ids } from '../kernel/ids.js';
import type { Campaign, Trigger } from './campaign.js';
import { comparableBody } from './campaign-rules.js';
import { CampaignRepository } from './campaign.repository.js';
import { ChangeCampaignRequest, CreateCampaignRequest, type TriggerRequest } from './dto/campaign.request.js';
import { campaignResponse, CampaignResponse, CampaignsResponse } from './dto/campaign.response.js';
import { SaveCampaign } from './save-campaign.js';

/** Replies to keywords. There is no deletion: a campaign is ended by its `active_until`. */
@ApiTags('Management: campaigns')
@ApiBearerAuth()
@Controller('admin/campaigns')
@RequirePermission('admin')
export class CampaignsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly campaigns: CampaignRepository,
    private readonly saveCampaign: SaveCampaign,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: CreateCampaignRequest })
  @ApiCreatedResponse({ type: CampaignResponse })
  async create(@Caller() { workspaceId, keyId }: Principal, @Body() body: unknown): Promise<CampaignResponse> {
    const asked = readBody(CreateCampaignRequest, body);
    const now = this.clock.now();
    const campaign: Campaign = {
      workspaceId,
      id: this.ids.uuid(),
      groupId: asked.subscription_group_id.toLowerCase(),
      name: asked.name,
      trigger: triggerFrom(asked.trigger),
      reply: asked.reply,
      activeFrom: instant(asked.active_from),
      activeUntil: instant(asked.active_until),
      createdAt: now,
      updatedAt: now,
      createdBy: keyId,
    };
    await this.saveCampaign.run(() => Promise.resolve(campaign), true);
    return campaignResponse(campaign);
  }

  @Get()
  @ApiQuery({ name: 'subscription_group_id', required: false })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50, maximum: 500 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: CampaignsResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<CampaignsResponse> {
    const limit = readLimit(query['limit'], { fallback: 50, max: 500 });
    const page = { workspaceId, groupId: readGroup(query), before: readCursor(query['cursor']), limit: limit + 1 };
    const found = await this.transactions.run((work) => this.campaigns.list(work, page));
    const shown = found.slice(0, limit);
    const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { campaigns: shown.map(campaignResponse), next_cursor: nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: CampaignResponse })
  async show(@Caller() { workspaceId }: Principal, @Param('id', idPipe) id: string): Promise<CampaignResponse> {
    const campaign = await this.transactions.run((work) => this.campaigns.find(work, workspaceId, id));
    if (campaign === null) throw unknownCampaign();
    return campaignResponse(campaign);
  }

  @Patch(':id')
  @ApiBody({ type: ChangeCampaignRequest })
  @ApiOkResponse({ type: CampaignResponse })
  async change(
    @Caller() { workspaceId }: Principal,
    @Param('id', idPipe) id: string,
    @Body() body: unknown,
  ): Promise<CampaignResponse> {
    const asked = readBody(ChangeCampaignRequest, body);
    const changed = await this.saveCampaign.run(async (work) => {
      const campaign = await this.campaigns.findForChange(work, workspaceId, id);
      if (campaign === null) throw unknownCampaign();
      return {
        ...campaign,
        name: asked.name ?? campaign.name,
        trigger: asked.trigger === undefined ? campaign.trigger : triggerFrom(asked.trigger),
        reply: asked.reply ?? campaign.reply,
        activeFrom: asked.active_from === undefined ? campaign.activeFrom : instant(asked.active_from),
        activeUntil: asked.active_until === undefined ? campaign.activeUntil : instant(asked.active_until),
        updatedAt: this.clock.now(),
      };
    }, asked.trigger !== undefined);
    return campaignResponse(changed);
  }
}

/** Optional fields may be sent as null, the way typed clients do. */
function triggerFrom(asked: TriggerRequest): Trigger {
  const body = asked.message_body ?? null;
  return {
    event: asked.event ?? null,
    category: asked.category ?? null,
    customCategory: asked.custom_category ?? null,
    messageBody: body === null ? null : comparableBody(body),
    bodyRegex: asked.body_regex ?? null,
  };
}

function instant(written: string | null | undefined): Date | null {
  return written === null || written === undefined ? null : parseInstant(written);
}

function readGroup(query: Readonly<Record<string, unknown>>): string | null {
  const id = queryValue('subscription_group_id', query['subscription_group_id']);
  if (id !== undefined && !isUUID(id)) throw new InvalidRequest(`'subscription_group_id' must be a UUID`);
  return id ?? null;
}

function unknownCampaign(): NotFound {
  return new NotFound('There is no campaign with this id');
}

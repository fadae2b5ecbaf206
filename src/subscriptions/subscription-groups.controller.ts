import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { InvalidRequest, NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { toStorableText } from '../kernel/text-safety.js';
import { ChangeSubscriptionGroupRequest, CreateSubscriptionGroupRequest } from './dto/subscription-group.request.js';
import {
  groupResponse,
  SubscriptionGroupResponse,
  SubscriptionGroupsResponse,
} from './dto/subscription-group.response.js';
import { pageOf } from './page.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { refuseDuplicates } from './duplicates.js';
import { isUuid } from './uuid.js';

/** The groups of a workspace. There is no deletion: the history of consent names them. */
@ApiTags('Management: subscription groups')
@ApiBearerAuth()
@Controller('admin/subscription_groups')
@RequirePermission('admin')
export class SubscriptionGroupsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly groups: SubscriptionGroupRepository,
    private readonly templates: ReplyTemplates,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: CreateSubscriptionGroupRequest })
  @ApiCreatedResponse({ type: SubscriptionGroupResponse })
  async create(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<SubscriptionGroupResponse> {
    const asked = readBody(CreateSubscriptionGroupRequest, body);
    const now = this.clock.now();
    const group: SubscriptionGroup = {
      workspaceId,
      id: this.ids.uuid(),
      name: toStorableText(asked.name),
      channel: asked.channel ?? 'sms',
      policy: asked.policy ?? 'safe',
      languages: withEnglish(asked.languages ?? []),
      doubleOptIn: asked.double_opt_in ?? false,
      suspectedOptOut: asked.suspected_opt_out ?? null,
      defaultReply: this.readTemplate(asked.default_reply) ?? null,
      createdAt: now,
      updatedAt: now,
    };
    await refuseDuplicates(() => this.transactions.run((work) => this.groups.add(work, group)));
    return groupResponse(group);
  }

  @Get()
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: SubscriptionGroupsResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query('limit') limitText?: string,
    @Query('cursor') cursor?: string,
  ): Promise<SubscriptionGroupsResponse> {
    const limit = readLimit(limitText, { fallback: 100, max: 500 });
    const before = readCursor(cursor);
    const found = await this.transactions.run((work) => this.groups.list(work, workspaceId, limit + 1, before));
    const { rows, nextCursor } = pageOf(found, limit);
    return { subscription_groups: rows.map(groupResponse), next_cursor: nextCursor };
  }

  @Patch(':id')
  @ApiBody({ type: ChangeSubscriptionGroupRequest })
  @ApiOkResponse({ type: SubscriptionGroupResponse })
  async change(
    @Caller() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<SubscriptionGroupResponse> {
    const asked = readBody(ChangeSubscriptionGroupRequest, body);
    const defaultReply = this.readTemplate(asked.default_reply);
    const changed = await refuseDuplicates(() =>
      this.transactions.run(async (work) => {
        const group = isUuid(id) ? await this.groups.findForChange(work, workspaceId, id) : null;
        if (group === null) throw new NotFound('There is no such subscription group');
        const next = Object.assign(group, {
          name: asked.name === undefined ? group.name : toStorableText(asked.name),
          policy: asked.policy ?? group.policy,
          languages: asked.languages === undefined ? group.languages : withEnglish(asked.languages),
          doubleOptIn: asked.double_opt_in ?? group.doubleOptIn,
          suspectedOptOut: asked.suspected_opt_out === undefined ? group.suspectedOptOut : asked.suspected_opt_out,
          defaultReply: defaultReply === undefined ? group.defaultReply : defaultReply,
          updatedAt: this.clock.now(),
        });
        await this.groups.change(work, next);
        return next;
      }),
    );
    return groupResponse(changed);
  }

  /** @throws InvalidRequest when the template cannot be read */
  private readTemplate(text: string | null | undefined): string | null | undefined {
    if (typeof text !== 'string') return text;
    const problem = this.templates.check(text);
    if (problem !== null) throw new InvalidRequest(`default_reply: ${problem}`);
    return toStorableText(text);
  }
}

/** English words count in every group. @source contract "keywords and consent", section 2 */
function withEnglish(languages: readonly string[]): string[] {
  return [...new Set(['en', ...languages])];
}

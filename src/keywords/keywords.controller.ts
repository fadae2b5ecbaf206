import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { InvalidRequest, NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { PutKeywordsRequest } from './dto/put-keywords.request.js';
import { KeywordsResponse } from './dto/keywords.response.js';
import { KeywordSetRepository } from './keyword-set.repository.js';
import { readCategories, refuseProblems } from './proposed-keywords.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A group's own keywords and replies. */
@ApiTags('Management: keywords')
@ApiBearerAuth()
@Controller('admin/subscription_groups/:id/keywords')
@RequirePermission('admin')
export class KeywordsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly keywordSets: KeywordSetRepository,
    private readonly senders: SenderReader,
    private readonly templates: ReplyTemplates,
    private readonly clock: Clock,
  ) {}

  @Put()
  @ApiBody({ type: PutKeywordsRequest })
  @ApiOkResponse({ type: KeywordsResponse })
  async put(
    @Caller() caller: Principal,
    @Param('id') groupId: string,
    @Body() body: unknown,
  ): Promise<KeywordsResponse> {
    const categories = readCategories(readBody(PutKeywordsRequest, body).categories);
    return this.transactions.run(async (work) => {
      const group = await this.groupOf(work, caller, groupId);
      refuseProblems(group, categories, this.templates);
      const { workspaceId, keyId } = caller;
      const set = { workspaceId, groupId: group.id, categories, createdAt: this.clock.now(), createdBy: keyId };
      return this.keywordSets.add(work, set);
    });
  }

  @Get()
  @ApiQuery({ name: 'version', required: false, description: 'An earlier version; the active one when absent.' })
  @ApiOkResponse({ type: KeywordsResponse })
  async get(
    @Caller() caller: Principal,
    @Param('id') groupId: string,
    @Query('version') version?: string,
  ): Promise<KeywordsResponse> {
    const wanted = readVersion(version);
    return this.transactions.run(async (work) => {
      const group = await this.groupOf(work, caller, groupId);
      const set = await this.keywordSets.find(work, { workspaceId: caller.workspaceId, groupId: group.id }, wanted);
      if (set === null && wanted !== null) throw new NotFound('This subscription group has no such keyword version');
      return set ?? { version: null, categories: [] };
    });
  }

  private async groupOf(work: UnitOfWork, { workspaceId }: Principal, id: string): Promise<GroupOnRoad> {
    const groups = UUID.test(id) ? await this.senders.groups(work, workspaceId, [id.toLowerCase()]) : null;
    const group = groups?.get(id.toLowerCase());
    if (group === undefined) throw new NotFound('There is no subscription group with this id');
    return group;
  }
}

/** Largest version that fits the column. */
const MAX_VERSION = 2 ** 31 - 1;

function readVersion(value: string | undefined): number | null {
  if (value === undefined) return null;
  const version = Number(value);
  if (!Number.isInteger(version) || version < 1 || version > MAX_VERSION)
    throw new InvalidRequest(`'version' must be a positive integer`);
  return version;
}

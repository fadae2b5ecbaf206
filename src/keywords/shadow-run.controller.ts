import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { NotFound } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { ShadowRunRequest } from './dto/shadow-run.request.js';
import { shadowRunResponse, ShadowRunResponse } from './dto/shadow-run.response.js';
import { KeywordSetRepository } from './keyword-set.repository.js';
import { readCategories, refuseProblems } from './proposed-keywords.js';
import { ShadowRun } from './shadow-run.js';

/** Shows what other keywords would have done to the texts of the last days. */
@ApiTags('Management: keywords')
@ApiBearerAuth()
@Controller('admin/subscription_groups/:id/keywords/shadow')
@RequirePermission('admin')
export class ShadowRunController {
  constructor(
    private readonly transactions: Transactions,
    private readonly senders: SenderReader,
    private readonly keywordSets: KeywordSetRepository,
    private readonly templates: ReplyTemplates,
    private readonly shadow: ShadowRun,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads past texts with a proposed set and lists those it would change; nothing is stored' })
  @ApiBody({ type: ShadowRunRequest })
  @ApiOkResponse({ type: ShadowRunResponse })
  async run(
    @Caller() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ShadowRunResponse> {
    const { days, limit, categories: asked } = readBody(ShadowRunRequest, body);
    const categories = readCategories(asked);
    const { group, current } = await this.transactions.run(async (work) => {
      const found = (await this.senders.groups(work, workspaceId, [id])).get(id);
      if (found === undefined) throw new NotFound('There is no subscription group with this id');
      return { group: found, current: await this.keywordSets.find(work, { workspaceId, groupId: found.id }, null) };
    });
    const proposed = { version: (current?.version ?? 0) + 1, categories };
    refuseProblems(group, proposed.categories, this.templates);
    return shadowRunResponse(days, await this.shadow.run({ workspaceId, group, current, proposed, days, limit }));
  }
}

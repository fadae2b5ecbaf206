import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { ConsentWordingRepository, type WordedGroup } from './consent-wording.repository.js';
import { ConsentWordingRequest } from './dto/consent-wording.request.js';
import {
  consentWordingResponse,
  ConsentWordingResponse,
  ConsentWordingsResponse,
} from './dto/consent-wording.response.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { isUuid } from './uuid.js';

/** The words under which people consent, as the operator shows them on paper, on a page or in a shop. */
@ApiTags('Management: consent')
@ApiBearerAuth()
@Controller('admin/subscription_groups/:id/consent_wording')
@RequirePermission('admin')
export class ConsentWordingController {
  constructor(
    private readonly transactions: Transactions,
    private readonly groups: SubscriptionGroupRepository,
    private readonly wordings: ConsentWordingRepository,
    private readonly clock: Clock,
  ) {}

  @Put()
  @ApiOperation({ summary: 'What people read from now on before they opt in; earlier versions stay' })
  @ApiBody({ type: ConsentWordingRequest })
  @ApiOkResponse({ type: ConsentWordingResponse })
  put(
    @Caller() { workspaceId, keyId }: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ConsentWordingResponse> {
    const { text } = readBody(ConsentWordingRequest, body);
    return this.transactions.run(async (work) => {
      const group = await this.groupOf(work, workspaceId, id);
      const wording = { text, createdAt: this.clock.now(), createdBy: keyId };
      return consentWordingResponse(await this.wordings.put(work, group, wording));
    });
  }

  @Get()
  @ApiOkResponse({ type: ConsentWordingsResponse })
  list(@Caller() { workspaceId }: Principal, @Param('id') id: string): Promise<ConsentWordingsResponse> {
    return this.transactions.run(async (work) => {
      const wordings = await this.wordings.list(work, await this.groupOf(work, workspaceId, id));
      return { consent_wordings: wordings.map(consentWordingResponse) };
    });
  }

  private async groupOf(work: UnitOfWork, workspaceId: string, written: string): Promise<WordedGroup> {
    const id = written.toLowerCase();
    const groups = isUuid(id) ? await this.groups.findMany(work, workspaceId, [id]) : null;
    if (groups?.has(id) !== true) throw new NotFound('There is no such subscription group');
    return { workspaceId, groupId: id };
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { queryValues } from '../kernel/http/query-values.js';
import { StatusResponse } from './dto/status.response.js';
import { readPeopleQuestion } from './people-question.js';
import { SenderRepository } from './sender.repository.js';
import type { StatusLabel } from './subscription-status.js';
import { type StatusQuestion, SubscriptionStatusReader } from './subscription-status.reader.js';

/** Whether people are subscribed to a group. @source contract "Braze API", section 4.3 */
@ApiTags('Subscription groups')
@ApiBearerAuth()
@Controller('subscription/status')
export class SubscriptionStatusController {
  constructor(
    private readonly transactions: Transactions,
    private readonly senders: SenderRepository,
    private readonly status: SubscriptionStatusReader,
    private readonly config: Config,
  ) {}

  @Get('get')
  @RequirePermission('subscription.status.get')
  @ApiQuery({ name: 'subscription_group_id' })
  @ApiQuery({ name: 'external_id', required: false, isArray: true, type: String })
  @ApiQuery({ name: 'phone', required: false, isArray: true, type: String })
  @ApiQuery({ name: 'email', required: false, isArray: true, type: String })
  @ApiOkResponse({ type: StatusResponse })
  async get(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<StatusResponse> {
    const asked = readQuestion(query);
    const labels = await this.transactions.run(async (work) => {
      const group = (await this.senders.groups(work, workspaceId, [asked.groupId])).get(asked.groupId);
      if (group === undefined) throw new InvalidRequest('Invalid subscription group ID');
      return this.status.read(work, { ...asked, workspaceId, groupId: group.id });
    });
    // fromEntries defines own properties: an external id named __proto__ stays a key.
    const shown = (label: StatusLabel = 'Unknown') => (label === 'Unknown' ? this.config.UNKNOWN_STATUS : label);
    const status = Object.fromEntries(asked.values.map((value) => [value, shown(labels.get(value))]));
    return { status, message: 'success' };
  }
}

/** @throws InvalidRequest with the texts of the contract, sections 1.3 and 4.3 */
function readQuestion(query: Readonly<Record<string, unknown>>): Omit<StatusQuestion, 'workspaceId'> {
  const [groupId, ...others] = queryValues(query['subscription_group_id']);
  if (groupId === undefined || others.length > 0) throw new InvalidRequest('Invalid subscription group ID');
  return { ...readPeopleQuestion(query), groupId };
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { queryValues, repairPlus } from '../kernel/http/query-values.js';
import { toStorableText } from '../kernel/text-safety.js';
import { StatusResponse } from './dto/status.response.js';
import { SenderRepository } from './sender.repository.js';
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
      // An identifier that PostgreSQL could not even store names nobody.
      const values = asked.values.filter((value) => toStorableText(value) === value);
      return this.status.read(work, { ...asked, workspaceId, groupId: group.id, values });
    });
    // fromEntries defines own properties: an external id named __proto__ stays a key.
    const status = Object.fromEntries(asked.values.map((value) => [value, labels.get(value) ?? 'Unknown']));
    return { status, message: 'success' };
  }
}

/** @throws InvalidRequest with the texts of the contract, sections 1.3 and 4.3 */
function readQuestion(query: Readonly<Record<string, unknown>>): Omit<StatusQuestion, 'workspaceId'> {
  const [groupId, ...others] = queryValues(query['subscription_group_id']);
  if (groupId === undefined || others.length > 0) throw new InvalidRequest('Invalid subscription group ID');
  const externalIds = queryValues(query['external_id']);
  const emails = queryValues(query['email']);
  const phones = queryValues(query['phone']).map(repairPlus);
  if (externalIds.length > 0) return { groupId, by: 'external_id', values: externalIds };
  if (emails.length > 0 && phones.length > 0)
    throw new InvalidRequest('Either an email address or a phone number should be provided, but not both.');
  if (emails.length > 0) return { groupId, by: 'email', values: emails };
  if (phones.length > 0) return { groupId, by: 'phone', values: phones };
  throw new InvalidRequest(`'external_id', 'email' or 'phone' is required`);
}

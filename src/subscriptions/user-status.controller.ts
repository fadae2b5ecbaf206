import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { UserStatusesResponse } from './dto/user-status.response.js';
import { readPeopleQuestion } from './people-question.js';
import { UserStatusReader } from './user-status.reader.js';

/** Most people of one answer, and as many as come unasked. Unit: people. @source contract "Braze API", section 4.4 */
const MOST_USERS = 100;

/** All groups of people. @source contract "Braze API", section 4.4 */
@ApiTags('Subscription groups')
@ApiBearerAuth()
@Controller('subscription/user')
export class UserStatusController {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UserStatusReader,
  ) {}

  @Get('status')
  @RequirePermission('subscription.groups.get')
  @ApiQuery({ name: 'external_id', required: false, isArray: true, type: String })
  @ApiQuery({ name: 'phone', required: false, isArray: true, type: String })
  @ApiQuery({ name: 'email', required: false, isArray: true, type: String })
  @ApiQuery({ name: 'limit', required: false, type: Number })
  @ApiQuery({ name: 'offset', required: false, type: Number })
  @ApiOkResponse({ type: UserStatusesResponse })
  async status(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<UserStatusesResponse> {
    const asked = readPeopleQuestion(query);
    const limit = readLimit(unlessBlank(query['limit']), { fallback: MOST_USERS, max: MOST_USERS });
    const offset = readOffset(unlessBlank(query['offset']));
    const found = await this.transactions.run((work) =>
      this.users.read(work, { ...asked, workspaceId, limit, offset }),
    );
    return { ...found, message: 'success' };
  }
}

/** Clients that fill a form send every parameter. */
function unlessBlank(value: unknown): unknown {
  return value === '' ? undefined : value;
}

/** @throws InvalidRequest when it is no integer from 0 up */
function readOffset(value: unknown): number {
  const offset = value === undefined ? 0 : Number(value);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new InvalidRequest(`'offset' must be an integer from 0`);
  return offset;
}

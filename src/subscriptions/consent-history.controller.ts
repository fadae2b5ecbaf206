import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readCursor, readInstant, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { ConsentHistoryRepository } from './consent-history.repository.js';
import { consentChangeResponse, ConsentHistoryResponse, groupConsentResponse } from './dto/consent-history.response.js';
import { pageOf } from './page.js';

/** What a number consented to, when, and what proves it. */
@ApiTags('Management: consent')
@ApiBearerAuth()
@Controller('admin/consent')
@RequirePermission('admin')
export class ConsentHistoryController {
  constructor(
    private readonly transactions: Transactions,
    private readonly history: ConsentHistoryRepository,
    private readonly phones: PhoneReader,
  ) {}

  /** With `at`: what this route would have answered at that instant, rebuilt from the history. */
  @Get(':number')
  @ApiParam({ name: 'number', example: '+14155552671' })
  @ApiQuery({ name: 'at', required: false, description: 'ISO 8601, UTC without a zone; by default now.' })
  @ApiQuery({ name: 'limit', required: false, description: 'Rows of history.' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ConsentHistoryResponse })
  async show(
    @Caller() { workspaceId }: Principal,
    @Param('number') written: string,
    @Query('at') atText?: string,
    @Query('limit') limitText?: string,
    @Query('cursor') cursor?: string,
  ): Promise<ConsentHistoryResponse> {
    const number = this.phones.readPersonPhone(written).e164;
    if (number === null) throw new InvalidRequest(`'number' must be a phone number in E.164`);
    const question = { workspaceId, number, at: readInstant('at', atText) };
    const limit = readLimit(limitText, { fallback: 500, max: 1000 });
    const before = readCursor(cursor);
    const { groups, found } = await this.transactions.run(async (work) => ({
      groups: await this.history.rebuild(work, question),
      found: await this.history.list(work, question, { limit: limit + 1, before }),
    }));
    const { rows, nextCursor } = pageOf(found, limit);
    return {
      number: number.e164(),
      groups: groups.map(groupConsentResponse),
      history: rows.map(consentChangeResponse),
      next_cursor: nextCursor,
    };
  }
}

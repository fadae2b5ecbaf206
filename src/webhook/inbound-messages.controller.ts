import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { idPipe } from '../kernel/http/id-pipe.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { queryValue, repairPlus } from '../kernel/http/query-values.js';
import { InboundMessageResponse, InboundMessagesResponse, shownMessage } from './dto/inbound-message.response.js';
import { InboundLogRepository } from './inbound-log.repository.js';
import { INBOUND_STATUSES } from './intake/inbound-draft.js';
import { Replay } from './replay.js';

const CATEGORIES = ['opt_out', 'opt_in', 'help', 'custom', 'suspected_opt_out', 'other', 'unroutable'];

/** Every text and what it caused, with the reasons. */
@ApiTags('Management: inbound messages')
@ApiBearerAuth()
@Controller('admin/inbound_messages')
@RequirePermission('admin')
export class InboundMessagesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly log: InboundLogRepository,
    private readonly replay: Replay,
    private readonly phones: PhoneReader,
  ) {}

  @Get()
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'status', required: false, enum: INBOUND_STATUSES })
  @ApiQuery({ name: 'category', required: false, enum: CATEGORIES })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50, maximum: 500 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: InboundMessagesResponse })
  async list(
    @Caller() caller: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<InboundMessagesResponse> {
    const limit = readLimit(query['limit'], { fallback: 50, max: 500 });
    const filter = {
      from: this.number(queryValue('from', query['from'])),
      to: this.number(queryValue('to', query['to'])),
      status: oneOf('status', queryValue('status', query['status']), INBOUND_STATUSES),
      category: oneOf('category', queryValue('category', query['category']), CATEGORIES),
      cursor: readCursor(query['cursor']),
      // One row more than asked for tells whether there is another page.
      limit: limit + 1,
    };
    const rows = await this.transactions.run((work) => this.log.list(work, caller.workspaceId, filter));
    const shown = rows.slice(0, limit);
    return {
      inbound_messages: shown.map(shownMessage),
      next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  @Post(':id/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends a quarantined text down the road again' })
  @ApiOkResponse({ type: InboundMessageResponse })
  @ApiConflictResponse({ description: 'It is not in quarantine, or holds no text.' })
  async again(@Caller() caller: Principal, @Param('id', idPipe) id: string): Promise<InboundMessageResponse> {
    return shownMessage(await this.replay.run(caller.workspaceId, id));
  }

  /** A number in any spelling is compared as E.164; short codes and names as they are. An unescaped + arrives as a blank. */
  private number(value: string | undefined): string | null {
    if (value === undefined) return null;
    const text = repairPlus(value);
    return this.phones.readPersonPhone(text).e164?.e164() ?? text;
  }
}

function oneOf(name: string, value: string | undefined, allowed: readonly string[]): string | null {
  if (value === undefined) return null;
  if (!allowed.includes(value)) throw new InvalidRequest(`'${name}' must be one of ${allowed.join(', ')}`);
  return value;
}

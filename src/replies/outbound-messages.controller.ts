import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Transactions } from '../kernel/database/transactions.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { queryValue } from '../kernel/http/query-values.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { OutboundMessagesResponse } from './dto/outbound-messages.response.js';
import { readNumber } from './read-number.js';
import { OutboundMessageRepository, type OutboundMessageRow } from './outbound-message.repository.js';

/** Unit: rows. */
const PAGE = { fallback: 50, max: 500 };

/** Lists what Hark answered, newest first. */
@ApiTags('Management: messages')
@ApiBearerAuth()
@Controller('admin/outbound_messages')
@RequirePermission('admin')
export class OutboundMessagesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbound: OutboundMessageRepository,
  ) {}

  @Get()
  @ApiQuery({ name: 'to', required: false, description: 'E.164 of the person.' })
  @ApiQuery({ name: 'limit', required: false, description: `1 to ${PAGE.max}, ${PAGE.fallback} when absent.` })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next_cursor` of the page before.' })
  @ApiOkResponse({ type: OutboundMessagesResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query('to') toGiven?: unknown,
    @Query('limit') limitGiven?: string,
    @Query('cursor') cursor?: string,
  ) {
    const number = readNumber('to', queryValue('to', toGiven));
    const limit = readLimit(limitGiven, PAGE);
    const before = readCursor(cursor);
    // One row more than asked for tells whether there is another page.
    const rows = await this.transactions.run((work) =>
      number === null
        ? this.outbound.page(work, workspaceId, before, limit + 1)
        : this.outbound.pageOfNumber(work, workspaceId, number.e164(), before, limit + 1),
    );
    const shown = rows.slice(0, limit);
    return {
      outbound_messages: shown.map(toResponse),
      next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }
}

function toResponse(row: OutboundMessageRow) {
  const { id, to, from, body, kind, status } = row;
  return {
    id,
    to,
    from,
    body,
    kind,
    status,
    provider_message_id: row.providerMessageId,
    error_code: row.errorCode,
    inbound_message_id: row.inboundMessageId,
    created_at: row.createdAt.toISOString(),
  };
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Transactions } from '../../kernel/database/transactions.js';
import { readCursor, readLimit } from '../../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../../kernel/http/principal.js';
import { queryValue } from '../../kernel/http/query-values.js';
import { readNumber } from '../read-number.js';
import { ClarificationRepository, type QuestionRow } from './clarification.repository.js';
import { type ClarificationResponse, ClarificationsResponse } from './dto/clarifications.response.js';

const PAGE = { fallback: 100, max: 500 };

/** Who was asked whether they want to leave, and for whom marketing is paused until they answer. */
@ApiTags('Management: messages')
@ApiBearerAuth()
@Controller('admin/clarifications')
@RequirePermission('admin')
export class ClarificationsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly questions: ClarificationRepository,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Questions to people whose text may have meant STOP; marketing pauses while one is open' })
  @ApiQuery({ name: 'number', required: false, description: 'E.164 of the person.' })
  @ApiQuery({ name: 'limit', required: false, description: `1 to ${PAGE.max}, ${PAGE.fallback} when absent.` })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next_cursor` of the page before.' })
  @ApiOkResponse({ type: ClarificationsResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query('number') numberGiven?: unknown,
    @Query('limit') limitGiven?: string,
    @Query('cursor') cursor?: string,
  ): Promise<ClarificationsResponse> {
    const number = readNumber('number', queryValue('number', numberGiven))?.e164() ?? null;
    const limit = readLimit(limitGiven, PAGE);
    const before = readCursor(cursor);
    // One row more than asked for tells whether there is another page.
    const rows = await this.transactions.run((work) =>
      this.questions.page(work, workspaceId, number, before, limit + 1),
    );
    const shown = rows.slice(0, limit);
    return {
      clarifications: shown.map(toResponse),
      next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }
}

function toResponse(row: QuestionRow): ClarificationResponse {
  return {
    id: row.id,
    number: row.number,
    subscription_group_id: row.groupId,
    inbound_message_id: row.inboundMessageId,
    paused: row.answeredAt === null,
    asked_at: row.askedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    answered_at: row.answeredAt?.toISOString() ?? null,
    outcome: row.outcome,
  };
}

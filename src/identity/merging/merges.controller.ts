import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { InvalidRequest, NotFound } from '../../kernel/app-error.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { readCursor, readLimit } from '../../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../../kernel/http/principal.js';
import { queryValue } from '../../kernel/http/query-values.js';
import { mergeResponse, MergeResponse, MergesResponse } from '../dto/merge.responses.js';
import { MergeRepository } from './merge.repository.js';
import { MergeUndoer } from './merge-undoer.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Shows who became one with whom, and takes it back. */
@ApiTags('Management: merges')
@ApiBearerAuth()
@Controller('admin/merges')
@RequirePermission('admin')
export class MergesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly merges: MergeRepository,
    private readonly undoer: MergeUndoer,
  ) {}

  @Get()
  @ApiQuery({ name: 'braze_id', required: false, description: 'Only merges of this person, kept or gone.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50, maximum: 500 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: MergesResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<MergesResponse> {
    const limit = readLimit(queryValue('limit', query['limit']), { fallback: 50, max: 500 });
    const brazeId = readBrazeId(queryValue('braze_id', query['braze_id']));
    const before = readCursor(queryValue('cursor', query['cursor']));
    // One row more than asked for tells whether there is another page.
    const found = await this.transactions.run((work) =>
      this.merges.page(work, workspaceId, { brazeId, before, limit: limit + 1 }),
    );
    const shown = found.slice(0, limit);
    const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { merges: shown.map(mergeResponse), next_cursor: nextCursor };
  }

  /** Both people are as they were; what came after the merge stays with the one that was kept. */
  @Post(':id/undo')
  @HttpCode(200)
  @ApiOkResponse({ type: MergeResponse })
  async undo(@Caller() { workspaceId, keyId }: Principal, @Param('id') id: string): Promise<MergeResponse> {
    if (!UUID.test(id)) throw new NotFound('There is no such merge.');
    return mergeResponse(await this.transactions.run((work) => this.undoer.undo(work, workspaceId, id, keyId)));
  }
}

function readBrazeId(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^[0-9a-f]{24}$/i.test(value)) throw new InvalidRequest(`'braze_id' must be 24 hexadecimal digits`);
  return value.toLowerCase();
}

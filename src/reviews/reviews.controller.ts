import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { InboundTextReader } from '../contracts/readers/inbound-text.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { idPipe } from '../kernel/http/id-pipe.js';
import { readCursor, readInstant, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { queryValue } from '../kernel/http/query-values.js';
import { DecideReview, type Verdict } from './decide-review.js';
import { reviewResponse, ReviewResponse, ReviewsResponse } from './dto/review.response.js';
import { UndoReviewRequest } from './dto/undo-review.request.js';
import { ExportExamples } from './export-examples.js';
import type { ReviewStatus } from './review.js';
import { ReviewRepository } from './review.repository.js';

const STATUSES: readonly ReviewStatus[] = ['open', 'confirmed', 'undone'];

/** The queue of opt-outs that were inferred: somebody confirms each, or undoes it. */
@ApiTags('Management: reviews')
@ApiBearerAuth()
@Controller('admin/reviews')
@RequirePermission('admin')
export class ReviewsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly reviews: ReviewRepository,
    private readonly texts: InboundTextReader,
    private readonly decideReview: DecideReview,
    private readonly exportExamples: ExportExamples,
  ) {}

  @Get()
  @ApiQuery({ name: 'status', required: false, enum: STATUSES })
  @ApiQuery({ name: 'due_before', required: false, description: 'A day or an ISO 8601 time.', example: '2026-12-07' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50, maximum: 500 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ReviewsResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<ReviewsResponse> {
    const limit = readLimit(query['limit'], { fallback: 50, max: 500 });
    const dueBefore = readInstant('due_before', query['due_before'])?.toISOString().slice(0, 10) ?? null;
    const page = { workspaceId, status: readStatus(query), dueBefore, cursor: readCursor(query['cursor']) };
    return this.transactions.run(async (work) => {
      const found = await this.reviews.list(work, { ...page, limit: limit + 1 });
      const shown = found.slice(0, limit);
      const texts = await this.texts.find(
        work,
        workspaceId,
        shown.map(({ inboundMessageId }) => inboundMessageId),
      );
      return {
        reviews: shown.map((review) => reviewResponse(review, texts.get(review.inboundMessageId))),
        next_cursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    });
  }

  @Get('export')
  @ApiOperation({ summary: 'Decided reviews as labelled examples, one JSON object per line' })
  @ApiOkResponse({
    description: 'One JSON object per line.',
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  })
  export(@Caller() { workspaceId }: Principal): StreamableFile {
    return new StreamableFile(Readable.from(this.exportExamples.lines(workspaceId)), { type: 'application/x-ndjson' });
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'It was an opt-out; nothing changes but the review' })
  @ApiOkResponse({ type: ReviewResponse })
  confirm(@Caller() caller: Principal, @Param('id', idPipe) id: string): Promise<ReviewResponse> {
    return this.decide(caller, id, { status: 'confirmed', reason: null });
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'It was no opt-out: the consent stands again as before, unless it was spoken about since' })
  @ApiBody({ type: UndoReviewRequest, required: false })
  @ApiOkResponse({ type: ReviewResponse })
  undo(@Caller() caller: Principal, @Param('id', idPipe) id: string, @Body() body: unknown): Promise<ReviewResponse> {
    const { reason } = readBody(UndoReviewRequest, body ?? {});
    return this.decide(caller, id, { status: 'undone', reason: reason ?? null });
  }

  private async decide(caller: Principal, id: string, verdict: Verdict): Promise<ReviewResponse> {
    const review = await this.decideReview.run(caller, id, verdict);
    const { workspaceId, inboundMessageId } = review;
    const texts = await this.transactions.run((work) => this.texts.find(work, workspaceId, [inboundMessageId]));
    return reviewResponse(review, texts.get(inboundMessageId));
  }
}

function readStatus(query: Readonly<Record<string, unknown>>): ReviewStatus | null {
  const written = queryValue('status', query['status']);
  if (written === undefined) return null;
  const status = STATUSES.find((each) => each === written);
  if (status === undefined) throw new InvalidRequest(`'status' must be one of ${STATUSES.join(', ')}`);
  return status;
}

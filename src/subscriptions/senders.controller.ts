import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { InvalidRequest, NotFound } from '../kernel/app-error.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { toStorableText } from '../kernel/text-safety.js';
import { ChangeSenderRequest, CreateSenderRequest } from './dto/sender.request.js';
import { SenderResponse, senderResponse, SendersResponse } from './dto/sender.response.js';
import { refuseDuplicates } from './duplicates.js';
import { pageOf } from './page.js';
import { readSenderAddress } from './sender-address.js';
import { SenderCheck } from './sender-check.js';
import type { Sender } from './sender.entity.js';
import { SenderRepository } from './sender.repository.js';
import { isUuid } from './uuid.js';

/** The workspace's own addresses: which connection carries them and which group they speak for. */
@ApiTags('Management: senders')
@ApiBearerAuth()
@Controller('admin/senders')
@RequirePermission('admin')
export class SendersController {
  constructor(
    private readonly transactions: Transactions,
    private readonly senders: SenderRepository,
    private readonly check: SenderCheck,
    private readonly phones: PhoneReader,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: CreateSenderRequest })
  @ApiCreatedResponse({ type: SenderResponse })
  async create(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<SenderResponse> {
    const asked = readBody(CreateSenderRequest, body);
    const now = this.clock.now();
    const sender: Sender = {
      workspaceId,
      id: this.ids.uuid(),
      address: this.addressOf(asked),
      kind: asked.kind,
      connectionId: asked.connection_id,
      subscriptionGroupId: asked.subscription_group_id.toLowerCase(),
      keywordsActivated: asked.keywords_activated ?? (asked.kind === 'long_code' || asked.kind === 'toll_free'),
      optOutInstructions: storable(asked.opt_out_instructions),
      createdAt: now,
      updatedAt: now,
    };
    await refuseDuplicates(() =>
      this.transactions.run(async (work) => {
        await this.check.assertUsable(work, sender);
        await this.senders.add(work, [sender]);
      }),
    );
    return senderResponse(sender);
  }

  @Get()
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: SendersResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query('limit') limitText?: string,
    @Query('cursor') cursor?: string,
  ): Promise<SendersResponse> {
    const limit = readLimit(limitText, { fallback: 100, max: 500 });
    const before = readCursor(cursor);
    const found = await this.transactions.run((work) => this.senders.list(work, workspaceId, limit + 1, before));
    const { rows, nextCursor } = pageOf(found, limit);
    return { senders: rows.map(senderResponse), next_cursor: nextCursor };
  }

  @Patch(':id')
  @ApiBody({ type: ChangeSenderRequest })
  @ApiOkResponse({ type: SenderResponse })
  async change(
    @Caller() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<SenderResponse> {
    const asked = readBody(ChangeSenderRequest, body);
    const changed = await this.transactions.run(async (work) => {
      const sender = isUuid(id) ? await this.senders.findForChange(work, workspaceId, id) : null;
      if (sender === null) throw new NotFound('There is no such sender');
      const instructions = asked.opt_out_instructions;
      const next = Object.assign(sender, {
        connectionId: asked.connection_id ?? sender.connectionId,
        subscriptionGroupId: asked.subscription_group_id?.toLowerCase() ?? sender.subscriptionGroupId,
        keywordsActivated: asked.keywords_activated ?? sender.keywordsActivated,
        optOutInstructions: instructions === undefined ? sender.optOutInstructions : storable(instructions),
        updatedAt: this.clock.now(),
      });
      await this.check.assertUsable(work, next);
      await this.senders.change(work, next);
      return next;
    });
    return senderResponse(changed);
  }

  private addressOf({ kind, address }: CreateSenderRequest): string {
    const read = readSenderAddress(kind, address, (text) => this.phones.readPersonPhone(text).e164?.e164() ?? null);
    if (read.kind === 'fault') throw new InvalidRequest(read.message, [read.message]);
    return read.value;
  }
}

function storable(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : toStorableText(text);
}

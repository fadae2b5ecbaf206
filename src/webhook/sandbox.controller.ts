import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { Conflict, InvalidRequest } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { toStorableText } from '../kernel/text-safety.js';
import { ConnectionRepository } from './connection.repository.js';
import { InboundMessageResponse, shownMessage } from './dto/inbound-message.response.js';
import { InboundLogRepository } from './inbound-log.repository.js';
import { Intake } from './intake/intake.js';
import { SANDBOX, whoAnswers } from './providers/registry.js';

/** Body of `POST /admin/sandbox/messages`. */
export class SandboxMessageRequest {
  @ApiProperty({ example: '+14155550123', description: 'Who texts.' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  from!: string;

  @ApiProperty({ example: '+14155550100', description: 'Which of our addresses is texted.' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  to!: string;

  @ApiProperty({ example: 'STOP' })
  @IsString()
  @MaxLength(16_384)
  body!: string;
}

/** Lets an operator text Hark without a provider; the text takes the real road, through the same intake. */
@ApiTags('Management: sandbox')
@ApiBearerAuth()
@Controller('admin/sandbox/messages')
@RequirePermission('admin')
export class SandboxController {
  constructor(
    private readonly transactions: Transactions,
    private readonly connections: ConnectionRepository,
    private readonly intake: Intake,
    private readonly log: InboundLogRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Plays a text into the real road and shows what happened' })
  @ApiBody({ type: SandboxMessageRequest })
  @ApiOkResponse({ type: InboundMessageResponse })
  @ApiConflictResponse({ description: 'The workspace has no sandbox connection.' })
  async play(@Caller() caller: Principal, @Body() body: unknown): Promise<InboundMessageResponse> {
    const text = readBody(SandboxMessageRequest, body);
    const { workspaceId } = caller;
    const connections = await this.transactions.run((work) => this.connections.list(work, workspaceId));
    const connection = connections.find(({ provider }) => provider === SANDBOX);
    if (connection === undefined)
      throw new Conflict(
        `The workspace has no sandbox connection; make one with POST /admin/connections {"name":"sandbox","provider":"sandbox"}`,
      );
    const id = this.ids.uuid();
    const now = this.clock.now();
    const storable = toStorableText(text.body);
    const result = await this.intake.receive({
      id,
      workspaceId,
      connectionId: connection.id,
      provider: SANDBOX,
      providerMessageId: `sandbox-${id}`,
      requestId: null,
      rawBody: Buffer.from(JSON.stringify(text)),
      contentType: 'application/json',
      from: toStorableText(text.from),
      to: toStorableText(text.to),
      text: storable,
      media: [],
      hint: null,
      providerTime: null,
      receivedAt: now,
      occurredAt: now,
      replyVia: 'response',
      answeredUpstream: whoAnswers(SANDBOX, connection.settings, storable, null),
    });
    const row = await this.transactions.run((work) => this.log.find(work, workspaceId, result.id));
    if (row === null) throw new InvalidRequest('The message is gone');
    return shownMessage(row);
  }
}

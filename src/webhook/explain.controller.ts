import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { InboundReceived } from '../contracts/inbound/1-inbound-received.event.js';
import { InboundNormalised, type NormalisedMessage } from '../contracts/inbound/2-inbound-normalised.event.js';
import { type AnsweredMessage, ReplyQueued } from '../contracts/inbound/7-reply-queued.event.js';
import type { GroupOnRoad, SenderOnRoad } from '../contracts/inbound/sender.js';
import { GroupSenderReader } from '../contracts/readers/group-sender.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { toStorableText } from '../kernel/text-safety.js';
import { ConnectionRepository } from './connection.repository.js';
import { ExplainResponse } from './dto/explain.response.js';
import { classificationTrace, decisionOf } from './intake/decision.js';
import { toMessage } from './intake/inbound-batch.js';
import { defaultSettings, SANDBOX, whoAnswers } from './providers/registry.js';

/** A number of the fictitious range that nobody holds: "some unknown person". @source ATIS-0300115, 555 line numbers */
const SOMEBODY = '+15005550199';

/** Body of `POST /admin/explain`. */
export class ExplainRequest {
  @ApiProperty({ example: 'please stop texting me' })
  @IsString()
  @MaxLength(16_384)
  text!: string;

  @ApiPropertyOptional({ description: 'The group whose words and policy count; a long code of it is assumed.' })
  @IsOptional()
  @IsUUID()
  subscription_group_id?: string;

  @ApiPropertyOptional({ description: 'One of our addresses; wins over the group.', example: '12345' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  sender?: string;

  @ApiPropertyOptional({ description: 'Who texts; an unknown number when absent.', example: '+14155550123' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  from?: string;
}

/** Says what a text would mean and cause, by playing the real road and undoing it. */
@ApiTags('Management: explain')
@ApiBearerAuth()
@Controller('admin/explain')
@RequirePermission('admin')
export class ExplainController {
  constructor(
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
    private readonly senders: SenderReader,
    private readonly groupSenders: GroupSenderReader,
    private readonly connections: ConnectionRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'What a text would mean and cause; nothing is stored' })
  @ApiBody({ type: ExplainRequest })
  @ApiOkResponse({ type: ExplainResponse, description: 'The classification with its evidence, and what would happen.' })
  async explain(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<object> {
    const request = readBody(ExplainRequest, body);
    const answered = await this.transactions.rehearse((work) => this.play(work, workspaceId, request));
    const { outcome, trace } = decisionOf(answered);
    return {
      ...classificationTrace(answered.classification),
      would: {
        create_profile: outcome.profile?.created ?? false,
        consent: { effect: answered.consent.effect, before: answered.consent.before, after: answered.consent.after },
        custom_event: outcome.custom_event?.name ?? null,
        reply: outcome.reply === null ? null : { kind: outcome.reply.kind, body: outcome.reply.body },
      },
      trace,
    };
  }

  private async play(work: UnitOfWork, workspaceId: string, request: ExplainRequest): Promise<AnsweredMessage> {
    const text = toStorableText(request.text);
    const now = this.clock.now();
    const received = toMessage({
      id: this.ids.uuid(),
      workspaceId,
      connectionId: SANDBOX,
      provider: SANDBOX,
      providerMessageId: 'explain',
      requestId: null,
      rawBody: Buffer.alloc(0),
      contentType: null,
      from: toStorableText(request.from ?? SOMEBODY),
      to: toStorableText(request.sender ?? ''),
      text,
      media: [],
      hint: null,
      providerTime: null,
      receivedAt: now,
      occurredAt: now,
      replyVia: 'response',
      answeredUpstream: whoAnswers(SANDBOX, defaultSettings(SANDBOX), text, null),
    });
    const normalised = (await this.dispatcher.step(new InboundReceived(work, [received]))) as InboundNormalised;
    const [message] = normalised.messages;
    if (message === undefined) throw new InvalidRequest(`'text' cannot be explained`);
    if (request.sender !== undefined && message.sender === null)
      throw new InvalidRequest(`'sender' is none of this workspace's senders`);
    const known = message.sender === null ? null : await this.carried(work, message, message.sender, text);
    const played = known ?? {
      ...message,
      sender: await this.assumedSender(work, workspaceId, request.subscription_group_id),
    };
    const { messages } = await this.dispatcher.run(new InboundNormalised(work, [played]), ReplyQueued);
    return messages[0]!;
  }

  /** The text as the sender's own connection would bring it: what its provider answers itself, we do not. */
  private async carried(
    work: UnitOfWork,
    message: NormalisedMessage,
    sender: SenderOnRoad,
    text: string,
  ): Promise<NormalisedMessage> {
    const senders = await this.groupSenders.ofGroups(work, message.workspaceId, [sender.group.id]);
    const connectionId = senders.find(({ id }) => id === sender.id)?.connectionId;
    const connection =
      connectionId === undefined ? null : await this.connections.findIn(work, message.workspaceId, connectionId);
    if (connection === null) return message;
    const { id, provider, settings } = connection;
    const answeredUpstream = whoAnswers(provider, settings, text, null);
    return { ...message, connectionId: id, provider, replyVia: settings.reply_via, answeredUpstream };
  }

  private async assumedSender(
    work: UnitOfWork,
    workspaceId: string,
    groupId: string | undefined,
  ): Promise<SenderOnRoad> {
    const group =
      groupId === undefined ? NEUTRAL_GROUP : (await this.senders.groups(work, workspaceId, [groupId])).get(groupId);
    if (group === undefined) throw new InvalidRequest(`'subscription_group_id' is no group of this workspace`);
    return { id: NIL, address: '', kind: 'long_code', keywordsActivated: true, group };
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** What a new group is like before anybody configures it. */
const NEUTRAL_GROUP: GroupOnRoad = {
  id: NIL,
  name: 'Marketing',
  policy: 'safe',
  languages: ['en'],
  doubleOptIn: false,
  suspectedOptOut: null,
  defaultReply: null,
};

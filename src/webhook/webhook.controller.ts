import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../kernel/http/principal.js';
import { InboundMetrics } from './intake/inbound-metrics.js';
import { ReceiveInbound } from './receive-inbound.js';
import { ReceiveStatus } from './receive-status.js';
import type { WebhookAnswer } from './webhook-door.js';

/** What is in the form is the provider's API, not ours: everything is taken, and kept. */
const AS_THE_PROVIDER_SENDS_IT = {
  description: 'Whatever the provider sends; read by its bytes, not by its content type.',
  schema: { type: 'object', additionalProperties: { type: 'string' } },
} as const;

const ANSWER = {
  description: 'Stored, now or earlier. The body is what the provider expects, with the reply in it.',
  content: { 'text/xml': { schema: { type: 'string', example: '<Response/>' } } },
} as const;

/** The door providers knock on. Not for people: refusals are bare statuses. */
@ApiTags('Provider webhooks')
@Controller('webhooks/:provider/:connection')
export class WebhookController {
  constructor(
    private readonly receive: ReceiveInbound,
    private readonly receiveStatus: ReceiveStatus,
    private readonly metrics: InboundMetrics,
  ) {}

  @Post('inbound')
  @Public()
  @ApiOperation({
    summary: 'A text from a person, as the provider sends it',
    description:
      'Signed by the provider. 2xx only when stored. 401 without credential, 403 with a wrong one, 404 for an unknown connection, 413 over 256 KiB, 415 for an encoded body, 400 when it cannot be decoded (the bytes are kept in quarantine), 503 when nothing could be stored.',
  })
  @ApiParam({ name: 'provider', example: 'twilio' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(AS_THE_PROVIDER_SENDS_IT)
  @ApiOkResponse(ANSWER)
  async inbound(
    @Param('provider') provider: string,
    @Param('connection') connection: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const startedAt = performance.now();
    const answer = await this.receive.handle(provider, connection, request);
    Object.assign(request.wide, answer.wide);
    if (answer.status < 300) this.metrics.answered(provider, performance.now() - startedAt);
    await write(reply, answer);
  }

  @Get('inbound')
  @Public()
  @ApiOperation({ summary: 'The same for a provider that is set to call by GET: everything is in the query' })
  @ApiParam({ name: 'provider', example: 'twilio' })
  @ApiOkResponse(ANSWER)
  inboundByGet(
    @Param('provider') provider: string,
    @Param('connection') connection: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.inbound(provider, connection, request, reply);
  }

  @Post('status')
  @Public()
  @ApiOperation({
    summary: 'A delivery report about a text of ours, as the provider sends it',
    description:
      'Signed by the provider and refused as texts are. Reports about unknown texts are counted and dropped.',
  })
  @ApiParam({ name: 'provider', example: 'twilio' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody(AS_THE_PROVIDER_SENDS_IT)
  @ApiNoContentResponse({ description: 'Recorded, now or earlier.' })
  async status(
    @Param('provider') provider: string,
    @Param('connection') connection: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.receiveStatus.handle(provider, connection, request);
    Object.assign(request.wide, answer.wide);
    await write(reply, answer);
  }

  @Get('status')
  @Public()
  @ApiOperation({ summary: 'The same for a provider that is set to call by GET' })
  @ApiParam({ name: 'provider', example: 'twilio' })
  @ApiNoContentResponse({ description: 'As by POST.' })
  statusByGet(
    @Param('provider') provider: string,
    @Param('connection') connection: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.status(provider, connection, request, reply);
  }
}

async function write(reply: FastifyReply, { status, contentType, body }: WebhookAnswer): Promise<void> {
  void reply.status(status);
  if (contentType !== null) void reply.type(contentType);
  await reply.send(body);
}

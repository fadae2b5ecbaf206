import { Body, Controller, Get, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import { InvalidRequest, NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { violatedConstraint } from '../kernel/database/database-errors.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { ConnectionCache } from './connection-cache.js';
import { Connection, type ConnectionSettings } from './connection.entity.js';
import { ConnectionRepository } from './connection.repository.js';
import {
  ChangeConnectionRequest,
  ConnectionResponse,
  ConnectionsResponse,
  CreateConnectionRequest,
} from './dto/connection.dto.js';
import { readApiBaseUrl } from './providers/api-base-url.js';
import { adapterFor, defaultSettings } from './providers/registry.js';

/** Provider accounts: what may knock, and with which secret. */
@ApiTags('Management: connections')
@ApiBearerAuth()
@Controller('admin/connections')
@RequirePermission('admin')
export class ConnectionsController {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly connections: ConnectionRepository,
    private readonly cache: ConnectionCache,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: CreateConnectionRequest })
  @ApiCreatedResponse({ type: ConnectionResponse })
  async create(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ConnectionResponse> {
    const wanted = readBody(CreateConnectionRequest, body);
    const id = randomBytes(16).toString('hex');
    const now = this.clock.now();
    const connection: Connection = {
      id,
      workspaceId: caller.workspaceId,
      name: wanted.name,
      provider: wanted.provider,
      credentials: this.sealed(id, wanted.provider, wanted.credentials),
      settings: changed(wanted.provider, defaultSettings(wanted.provider), wanted),
      createdAt: now,
      updatedAt: now,
    };
    await this.saving(() => this.transactions.run((work) => this.connections.add(work, connection)));
    return this.shown(connection, request);
  }

  @Get()
  @ApiOkResponse({ type: ConnectionsResponse })
  async list(@Caller() caller: Principal, @Req() request: FastifyRequest): Promise<ConnectionsResponse> {
    const found = await this.transactions.run((work) => this.connections.list(work, caller.workspaceId));
    return { connections: found.map((connection) => this.shown(connection, request)) };
  }

  @Patch(':id')
  @ApiBody({ type: ChangeConnectionRequest })
  @ApiOkResponse({ type: ConnectionResponse })
  async change(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ConnectionResponse> {
    const wanted = readBody(ChangeConnectionRequest, body);
    const connection = await this.saving(() =>
      this.transactions.run(async (work) => {
        const found = await this.connections.findIn(work, caller.workspaceId, id);
        if (found === null) throw new NotFound('There is no connection with this id');
        const next = Object.assign(new Connection(), found, {
          name: wanted.name ?? found.name,
          settings: changed(found.provider, found.settings, wanted),
          credentials:
            wanted.credentials === undefined ? found.credentials : this.sealed(id, found.provider, wanted.credentials),
          updatedAt: this.clock.now(),
        });
        await this.connections.change(work, next);
        return next;
      }),
    );
    this.cache.forget(id);
    return this.shown(connection, request);
  }

  /** @throws InvalidRequest saying what is wrong with the credentials, without repeating them */
  private sealed(id: string, provider: string, credentials: unknown): Buffer | null {
    const adapter = adapterFor(provider);
    if (adapter === null) {
      if (credentials !== undefined) throw new InvalidRequest(`'credentials' must be absent: ${provider} needs none`);
      return null;
    }
    if (credentials === undefined) throw new InvalidRequest(`'credentials' is required for ${provider}`);
    const read = adapter.readCredentials(credentials);
    if (!read.ok) throw new InvalidRequest(`'credentials': ${read.problem}`);
    return this.connections.seal(id, read.credentials);
  }

  private async saving<Result>(save: () => Promise<Result>): Promise<Result> {
    try {
      return await save();
    } catch (error) {
      if (violatedConstraint(error) === 'connection_name_unique')
        throw new InvalidRequest(`'name' is taken by another connection`);
      throw error;
    }
  }

  private shown({ id, name, provider, settings, createdAt }: Connection, request: FastifyRequest): ConnectionResponse {
    const base = this.config.PUBLIC_URL?.replace(/\/+$/, '') ?? `${request.protocol}://${request.headers.host ?? ''}`;
    const path = `${base}/webhooks/${provider}/${id}`;
    return {
      id,
      name,
      provider,
      inbound_url: `${path}/inbound`,
      status_url: `${path}/status`,
      ...settings,
      created_at: createdAt.toISOString(),
    };
  }
}

/** @throws InvalidRequest when the new settings make no sense for the provider */
function changed(
  provider: string,
  settings: ConnectionSettings,
  wanted: Partial<ConnectionSettings>,
): ConnectionSettings {
  return {
    keyword_replies: wanted.keyword_replies ?? settings.keyword_replies,
    default_keyword_handling: wanted.default_keyword_handling ?? settings.default_keyword_handling,
    reply_via: wanted.reply_via ?? settings.reply_via,
    api_base_url: wanted.api_base_url === undefined ? settings.api_base_url : apiBaseUrl(provider, wanted.api_base_url),
  };
}

function apiBaseUrl(provider: string, wanted: string | null): string | null {
  if (wanted === null) return null;
  if (adapterFor(provider)?.send === undefined)
    throw new InvalidRequest(`'api_base_url' must be absent: nothing is sent through ${provider}`);
  const read = readApiBaseUrl(wanted);
  if ('problem' in read) throw new InvalidRequest(`'api_base_url' ${read.problem}`);
  return read.url;
}

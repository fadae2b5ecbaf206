import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NotFound } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { idPipe } from '../kernel/http/id-pipe.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { hashApiKey, makeApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeysResponse, NewApiKeyResponse, RevokedResponse } from './dto/api-key.response.js';
import { CreateApiKeyRequest } from './dto/create-api-key.request.js';

/** Makes, lists and revokes the keys of a workspace. */
@ApiTags('Management: API keys')
@ApiBearerAuth()
@Controller('admin/api_keys')
@RequirePermission('admin')
export class ApiKeysController {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeyRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: CreateApiKeyRequest })
  @ApiCreatedResponse({ type: NewApiKeyResponse })
  async create(@Caller() caller: Principal, @Body() body: unknown): Promise<NewApiKeyResponse> {
    const { name, permissions, allowed_ips: allowedIps } = readBody(CreateApiKeyRequest, body);
    const id = this.ids.uuid();
    const key = makeApiKey();
    await this.transactions.run((work) =>
      this.keys.add(work, {
        workspaceId: caller.workspaceId,
        id,
        name,
        keyHash: hashApiKey(key),
        permissions: [...new Set(permissions)],
        allowedIps: allowedIps ?? [],
        createdAt: this.clock.now(),
        revokedAt: null,
      }),
    );
    return { id, key };
  }

  @Get()
  @ApiOkResponse({ type: ApiKeysResponse })
  async list(@Caller() caller: Principal): Promise<ApiKeysResponse> {
    const found = await this.transactions.run((work) => this.keys.list(work, caller.workspaceId));
    return {
      api_keys: found.map(({ id, name, permissions, allowedIps, createdAt, revokedAt }) => ({
        id,
        name,
        permissions,
        allowed_ips: allowedIps,
        created_at: createdAt.toISOString(),
        revoked_at: revokedAt?.toISOString() ?? null,
      })),
    };
  }

  @Delete(':id')
  @ApiOkResponse({ type: RevokedResponse, description: 'The key no longer opens anything, from this answer on.' })
  async revoke(@Caller() caller: Principal, @Param('id', idPipe) id: string): Promise<RevokedResponse> {
    const revoked = await this.transactions.run((work) =>
      this.keys.revoke(work, caller.workspaceId, id, this.clock.now()),
    );
    if (!revoked) throw new NotFound('There is no valid API key with this id');
    return { message: 'success' };
  }
}

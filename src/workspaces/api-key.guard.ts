import { CanActivate, ExecutionContext, ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type AuthenticatedRequest, PERMISSION, PUBLIC } from '../kernel/http/principal.js';
import { bearerKey, hashApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

/**
 * Lets a request through when its bearer key is known and holds the route's permission.
 * 401 echoes the key as sent, 403 says nothing more: both are wire facts. @source contract "Braze API", section 1.3
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeyRepository,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = bearerKey(request.headers.authorization);
    const found = key === '' ? null : await this.keys.findValid(hashApiKey(key));
    if (found === null) throw new UnauthorizedException(`Invalid API key: ${key}`);
    request.principal = { workspaceId: found.workspaceId, keyId: found.id, permissions: new Set(found.permissions) };
    request.wide['workspace_id'] = found.workspaceId;
    request.wide['api_key_id'] = found.id;
    const needed = this.reflector.getAllAndOverride<string | undefined>(PERMISSION, targets);
    // A route that forgot to name its permission is closed, not open.
    if (needed === undefined || !request.principal.permissions.has(needed))
      throw new ForbiddenException('Access Denied');
    return true;
  }
}

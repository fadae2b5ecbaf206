import { CanActivate, ExecutionContext, ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config } from '../config/config.js';
import { isWithin } from '../config/networks.js';
import { type AuthenticatedRequest, PERMISSION, PUBLIC } from '../kernel/http/principal.js';
import { bearerKey, hashApiKey, legacyKey } from './api-key.js';
import { ApiKeyRepository, type ValidKey } from './api-key.repository.js';

/**
 * Lets a request through when its key is known, may be used from where it comes and holds the route's permission.
 * 401 echoes the key as sent, 403 says nothing more: both are wire facts. @source contract "Braze API", section 1.3
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeyRepository,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = this.keyOf(request);
    const found = key === '' ? null : await this.keys.findValid(hashApiKey(key));
    if (found === null) throw new UnauthorizedException(`Invalid API key: ${key}`);
    request.principal = { workspaceId: found.workspaceId, keyId: found.id, permissions: new Set(found.permissions) };
    request.wide['workspace_id'] = found.workspaceId;
    request.wide['api_key_id'] = found.id;
    const needed = this.reflector.getAllAndOverride<string | undefined>(PERMISSION, targets);
    if (!mayUse(found, needed, request.ip)) throw new ForbiddenException('Access Denied');
    return true;
  }

  /** Where a key may stand besides the header is the operator's decision; the header wins. */
  private keyOf({ headers, body, query }: AuthenticatedRequest): string {
    const { authorization } = headers;
    if (authorization !== undefined || this.config.LEGACY_API_KEY === 'off') return bearerKey(authorization);
    return legacyKey(body) || legacyKey(query);
  }
}

function mayUse({ permissions, allowedIps, disabled }: ValidKey, needed: string | undefined, ip: string): boolean {
  if (allowedIps.length > 0 && !isWithin(ip, allowedIps)) return false;
  // Who closed a workspace must be able to open it again.
  if (disabled && needed !== 'admin') return false;
  // A route that forgot to name its permission is closed, not open.
  return needed !== undefined && permissions.includes(needed);
}

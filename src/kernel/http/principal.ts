import { createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who a request speaks for, put on it by the guard that checked the key. */
export interface Principal {
  readonly workspaceId: string;
  /** Id of the API key; goes into evidence as the actor. */
  readonly keyId: string;
  readonly permissions: ReadonlySet<string>;
}

/** A request that passed the guard. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Metadata key of the permission a route needs. */
export const PERMISSION = 'hark:permission';

/** Metadata key of routes that need no key at all. */
export const PUBLIC = 'hark:public';

/** The permission a caller's key must hold for this route. A route without it is refused to everybody. */
export const RequirePermission = (permission: string) => SetMetadata(PERMISSION, permission);

/** Opens a route to callers without a key (health, metrics, provider webhooks, the API description). */
export const Public = () => SetMetadata(PUBLIC, true);

/** Injects the principal of the request. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal === undefined) throw new Error('A route asked for its caller but no guard had set one.');
  return principal;
});

import type { FastifyRequest } from 'fastify';

/**
 * Where a request goes: the pattern of its route, so that no spelling of a path (`//a`, `/%61`, `/a/`, `http://host/a`)
 * escapes a rule about it; for an unknown route its path.
 */
export function routeOrPath(request: Pick<FastifyRequest, 'routeOptions' | 'url'>): string {
  return (
    request.routeOptions.url ??
    request.url
      .replace(/^https?:\/\/[^/?#]*/i, '')
      .replace(/\?.*$/s, '')
      .replace(/\/{2,}/g, '/')
  );
}

/** Whether a provider sent it. */
export function isWebhook(request: Pick<FastifyRequest, 'routeOptions' | 'url'>): boolean {
  return routeOrPath(request).startsWith('/webhooks/');
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../logging/logger.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Fields that handlers add to the one line this request leaves in the log. Never personal data. */
    wide: Record<string, unknown>;
  }
}

/** Gives every request its wide fields and its id in the answer. The first hook of all: later ones write to them. */
export function prepareWideFields(fastify: FastifyInstance): void {
  // A fresh object per request in the hook; decorating with one here would share it between requests.
  fastify.decorateRequest('wide', null as unknown as Record<string, unknown>);
  fastify.addHook('onRequest', (request, reply, done) => {
    request.wide = {};
    void reply.header('x-request-id', request.id);
    done();
  });
}

/** One wide line per request, written when its answer is out: who, what, how long, with which result. */
export function logWideLines(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(
      {
        request_id: request.id,
        method: request.method,
        // The route's pattern, not the path: paths carry numbers (/admin/consent/+1…).
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 100) / 100,
        ...request.wide,
      },
      'request',
    );
    done();
  });
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}

import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import qs from 'qs';
import { prepareWideFields } from './wide-line.js';

/** Largest webhook body. Unit: bytes. @source contract "providers", 1.1 */
export const WEBHOOK_BODY_LIMIT = 256 * 1024;
/** Largest body of the compatible API: 75 objects with 100 KB of properties each. Unit: bytes. @source contract "Braze API", 1.3 */
const API_BODY_LIMIT = 8 * 1024 * 1024;

/** Largest body of `/users/track/bulk`. Unit: bytes. @source contract "Braze API", 2.10 */
const BULK_BODY_LIMIT = 2 * 1024 * 1024;

/** The body is not JSON. Answered 400 `Bad Request`. */
class UnreadableBody extends Error {
  readonly statusCode = 400;
  constructor() {
    super('Bad Request');
  }
}

/** An encoded body cannot be compared with a signature over its bytes, and inflating strangers' input is a risk. */
class EncodedBody extends Error {
  readonly statusCode = 415;
  constructor() {
    super('Content-Encoding is not supported');
  }
}

/**
 * The HTTP server: raw bytes for webhooks (their signatures cover bytes), JSON for everything else, and the query
 * and path habits of existing clients. @source contract "Braze API", 1.5
 */
export function createFastifyAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: API_BODY_LIMIT,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    // A provider connection that drips its body is cut. Unit: ms.
    requestTimeout: 30_000,
    routerOptions: {
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      maxParamLength: 200,
      querystringParser: (text: string) =>
        // qs turns lists of more than `arrayLimit` elements into objects without a word.
        qs.parse(text, { arrayLimit: 1000, parameterLimit: 5000, plainObjects: false }),
    },
  });
  const fastify = adapter.getInstance();
  prepareWideFields(fastify);
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/webhooks/')) route.bodyLimit = WEBHOOK_BODY_LIMIT;
    if (route.url === '/users/track/bulk') route.bodyLimit = BULK_BODY_LIMIT;
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    done(encoding === undefined || encoding === 'identity' ? undefined : new EncodedBody());
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer, done) => {
    if (request.url.startsWith('/webhooks/')) {
      done(null, body);
      return;
    }
    try {
      done(null, body.length === 0 ? undefined : withoutPrototype(JSON.parse(body.toString('utf8'))));
    } catch {
      done(new UnreadableBody());
    }
  });
  return adapter;
}

/** `__proto__` in JSON makes an own property that a later merge would turn into a prototype; no client needs it. */
function withoutPrototype(value: unknown): unknown {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, '__proto__'))
    delete (value as Record<string, unknown>)['__proto__'];
  return value;
}

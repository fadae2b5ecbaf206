import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { finished, type Readable } from 'node:stream';
import qs from 'qs';
import { isWebhook } from './request-path.js';
import { prepareWideFields } from './wide-line.js';

/** Largest webhook body. Unit: bytes. @source contract "providers", 1.1 */
export const WEBHOOK_BODY_LIMIT = 256 * 1024;
/** Largest body of the compatible API: 75 objects with 100 KB of properties each. Unit: bytes. @source contract "Braze API", 1.3 */
const API_BODY_LIMIT = 8 * 1024 * 1024;

/** Largest body of `/users/track/bulk`. Unit: bytes. @source contract "Braze API", 2.10 */
const BULK_BODY_LIMIT = 2 * 1024 * 1024;

/** Largest address with all headers: 500 ids of 100 characters as `external_id%5B499%5D=`. Unit: bytes. @source contract "Braze API", 1.5 */
const MAX_HEADER_BYTES = 64 * 1024;

/** Most of a body that is too large which is read all the same. Unit: bytes. */
const MOST_DISCARDED_BYTES = 32 * 1024 * 1024;

/** The body is larger than its route takes. */
class BodyTooLarge extends Error {
  readonly statusCode = 413;
  constructor() {
    super('Request body too large');
  }
}

/** What Fastify takes for a media type: `type/subtype`, with or without parameters. */
const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

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
 * and path habits of existing clients.
 * @param options.trustedProxies whose `X-Forwarded-For` is believed, separated by commas
 * @source contract "Braze API", 1.5
 */
export function createFastifyAdapter({ trustedProxies }: { readonly trustedProxies: string }): FastifyAdapter {
  const adapter = new FastifyAdapter({
    trustProxy: trustedProxies === '' ? false : trustedProxies.split(','),
    bodyLimit: API_BODY_LIMIT,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    rewriteUrl: ({ url }: { readonly url?: string | undefined }) => decodable(url ?? '/'),
    // Of these only one is left: a parameter of a path that is longer than any name.
    frameworkErrors: (_error: unknown, { id }: Pick<FastifyRequest, 'id'>, reply: Pick<FastifyReply, 'raw'>) => {
      reply.raw
        .writeHead(404, { 'content-type': 'application/json; charset=utf-8', 'x-request-id': id })
        .end('{"message":"Not Found"}');
    },
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
    // Providers are read by their bytes, not by this header; Fastify would refuse a text over a malformed one.
    const contentType = request.headers['content-type'];
    if (contentType !== undefined && !MEDIA_TYPE.test(contentType) && isWebhook(request))
      delete request.headers['content-type'];
    done();
  });
  // After the hooks that write headers onto every answer.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
    const length = Number(request.headers['content-length']);
    if (!['', 'identity'].includes(encoding)) done(new EncodedBody());
    else if (length > request.routeOptions.bodyLimit && length <= MOST_DISCARDED_BYTES)
      discard(payload, () => {
        done(new BodyTooLarge());
      });
    else done(null, payload);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer, done) => {
    if (isWebhook(request)) {
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

/** Reads a body to its end: a client that is still sending when the connection closes never sees the answer. */
function discard(payload: Readable, done: () => void): void {
  finished(payload, done);
  payload.resume();
}

/** A path that cannot be decoded is a path of nothing; without its percent signs it reaches the answer for those. */
function decodable(url: string): string {
  const [path, ...query] = url.split('?');
  try {
    decodeURI(path!);
    return url;
  } catch {
    return [path!.replaceAll('%', '%25'), ...query].join('?');
  }
}

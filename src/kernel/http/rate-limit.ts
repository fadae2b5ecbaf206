import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import { routeOrPath } from './request-path.js';

/** A bucket as the limiter needs it. */
export interface Bucket {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly paths: RegExp;
  /** Which requests to these paths count here, where their bodies decide. */
  readonly bodies?: (body: unknown) => boolean;
}

/** Callers counted at once per window; beyond it, new ones share one counter. Keeps memory flat under made-up keys. */
const MAX_CALLERS = 10_000;

interface Window {
  readonly endsAt: number;
  readonly used: Map<string, number>;
}

/**
 * Fixed windows per bucket and caller, counted in this process; several instances each allow the full limit
 * (docs/operations.md). Sends `X-RateLimit-Limit`, `-Remaining` and `-Reset` (epoch seconds) on every answer.
 * @source contract "Braze API", 1.4
 */
export function limitRates(
  fastify: FastifyInstance,
  options: { buckets: readonly Bucket[]; enforced: boolean; clock: Clock; exempt: RegExp },
): void {
  const windows = new Map<string, Window>();
  const now = () => Math.floor(options.clock.now().getTime() / 1000);
  const candidates = (request: FastifyRequest) => {
    const path = routeOrPath(request);
    return options.exempt.test(path) ? [] : options.buckets.filter(({ paths }) => paths.test(path));
  };
  const admit = (bucket: Bucket, request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const window = currentWindow(windows, bucket, now());
    const used = count(window, callerOf(request));
    announce(reply, bucket, window, used);
    if (used <= bucket.limit || !options.enforced) {
      done();
      return;
    }
    const wait = String(Math.max(1, window.endsAt - now()));
    void reply
      .header('retry-after', wait)
      .header('x-ratelimit-retry-after', wait)
      .status(429)
      .send({ message: 'Rate limit exceeded' });
  };

  fastify.addHook('onRequest', (request, reply, done) => {
    const [bucket] = candidates(request);
    if (bucket === undefined) done();
    else if (bucket.bodies === undefined) admit(bucket, request, reply, done);
    else {
      // Counted when the body is read; an answer to one that cannot be read has its headers, too.
      const window = currentWindow(windows, bucket, now());
      announce(reply, bucket, window, window.used.get(callerOf(request)) ?? 0);
      done();
    }
  });
  fastify.addHook('preHandler', (request, reply, done) => {
    const [first, ...others] = candidates(request);
    if (first?.bodies === undefined) {
      done();
      return;
    }
    const bucket = [first, ...others].find(({ bodies }) => bodies?.(request.body) ?? true);
    if (bucket === undefined) done();
    else admit(bucket, request, reply, done);
  });
}

function announce(reply: FastifyReply, { limit }: Bucket, { endsAt }: Window, used: number): void {
  void reply
    .header('x-ratelimit-limit', String(limit))
    .header('x-ratelimit-remaining', String(Math.max(0, limit - used)))
    .header('x-ratelimit-reset', String(endsAt));
}

function currentWindow(windows: Map<string, Window>, bucket: Bucket, now: number): Window {
  const found = windows.get(bucket.name);
  if (found !== undefined && found.endsAt > now) return found;
  const window = { endsAt: (Math.floor(now / bucket.windowSeconds) + 1) * bucket.windowSeconds, used: new Map() };
  windows.set(bucket.name, window);
  return window;
}

function count(window: Window, caller: string): number {
  const key = window.used.has(caller) || window.used.size < MAX_CALLERS ? caller : 'others';
  const used = (window.used.get(key) ?? 0) + 1;
  window.used.set(key, used);
  return used;
}

/** Counted before the key is checked, so that guessing keys is limited too; hashed, so that keys do not linger in memory. */
function callerOf(request: FastifyRequest): string {
  const header = request.headers.authorization;
  return header === undefined ? 'anonymous' : createHash('sha256').update(header).digest('base64url');
}

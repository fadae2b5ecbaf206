import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';

/** A bucket as the limiter needs it. */
export interface Bucket {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly paths: RegExp;
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
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request);
    const bucket = options.exempt.test(path)
      ? undefined
      : options.buckets.find((candidate) => candidate.paths.test(path));
    if (bucket === undefined) {
      done();
      return;
    }
    const now = Math.floor(options.clock.now().getTime() / 1000);
    const window = currentWindow(windows, bucket, now);
    const used = count(window, callerOf(request));
    void reply
      .header('x-ratelimit-limit', String(bucket.limit))
      .header('x-ratelimit-remaining', String(Math.max(0, bucket.limit - used)))
      .header('x-ratelimit-reset', String(window.endsAt));
    if (used <= bucket.limit || !options.enforced) {
      done();
      return;
    }
    const wait = String(Math.max(1, window.endsAt - now));
    void reply
      .header('retry-after', wait)
      .header('x-ratelimit-retry-after', wait)
      .status(429)
      .send({ message: 'Rate limit exceeded' });
  });
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

function pathOf(request: FastifyRequest): string {
  const path = request.url.split('?', 1)[0] ?? '/';
  return path.replace(/\/{2,}/g, '/');
}

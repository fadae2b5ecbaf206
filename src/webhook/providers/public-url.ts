import { PUBLIC_URL } from '../../config/config.js';

/** What is needed to tell which URL the provider called. */
export interface ReceivedAt {
  /** `PUBLIC_URL`: scheme, host, optional port, optional path prefix; null when not configured. */
  readonly publicUrl: string | null;
  /** The request target exactly as received, still percent-encoded, with its query. */
  readonly rawTarget: string;
  /** The Host header; looked at only without `PUBLIC_URL`. */
  readonly host: string | undefined;
  /** Whether the socket itself is TLS; looked at only without `PUBLIC_URL`. */
  readonly encrypted: boolean;
}

const HOST = /^[A-Za-z0-9._~-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](?::\d{1,5})?$/;

/** `PUBLIC_URL` is not scheme, host and path. Not retryable: the operator must change it. */
export class MalformedPublicUrl extends Error {
  readonly code = 'WEBHOOK.PUBLIC_URL_MALFORMED';
  readonly retryable = false;

  constructor() {
    super('PUBLIC_URL must be http(s)://host[:port][/prefix], without query and fragment');
    this.name = 'MalformedPublicUrl';
  }
}

/**
 * The URLs a provider may have signed, the likeliest first. Strings are joined, never parsed and printed again: decoding,
 * sorting or adding a slash would break the signature. Forwarded headers are never read, the caller controls them.
 *
 * The host is tried as configured and in lower case, because some proxies and consoles change only that. Without a usable
 * Host header and without `PUBLIC_URL` there is no candidate, and a provider that signs URLs is refused.
 * @throws MalformedPublicUrl
 * @source contract "providers", section 1.2
 */
export function publicUrls({ publicUrl, rawTarget, host, encrypted }: ReceivedAt): readonly string[] {
  const target = pathAndQuery(rawTarget);
  if (publicUrl !== null) {
    const [, scheme, authority, prefix] = PUBLIC_URL.exec(publicUrl.trim()) ?? [];
    if (scheme === undefined || authority === undefined) throw new MalformedPublicUrl();
    return candidates(scheme, authority, (prefix ?? '').replace(/\/+$/, '') + target);
  }
  if (host === undefined || !HOST.test(host)) return [];
  return candidates(encrypted ? 'https' : 'http', host, target);
}

/**
 * Where a provider shall report the delivery of a text; the id in it finds the text even when the report is faster than
 * the answer to our own request. Null without `PUBLIC_URL`: what a Host header said once is nothing to hand out.
 * @throws MalformedPublicUrl
 */
export function statusUrl(
  publicUrl: string | null,
  { provider, connectionId, outboundId }: { provider: string; connectionId: string; outboundId: string },
): string | null {
  if (publicUrl === null) return null;
  const rawTarget = `/webhooks/${provider}/${connectionId}/status?outbound=${outboundId}`;
  return publicUrls({ publicUrl, rawTarget, host: undefined, encrypted: false })[0] ?? null;
}

function candidates(scheme: string, authority: string, rest: string): readonly string[] {
  const start = `${scheme.toLowerCase()}://`;
  return [...new Set([`${start}${authority}${rest}`, `${start}${authority.toLowerCase()}${rest}`])];
}

/** Some proxies send the absolute form, `GET http://inner:3000/path`; its host is theirs, not the provider's. */
function pathAndQuery(rawTarget: string): string {
  const target = rawTarget.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  return target.startsWith('/') ? target : `/${target}`;
}

import { createHash, createHmac } from 'node:crypto';
import type { Verdict, WebhookRequest } from '../provider-adapter.js';
import { sameInConstantTime, headerValue } from '../signature.js';
import { formPairs, formPairsAsBytes, type Pair, rawQuery } from './twilio-form.js';

const HEADER = 'x-twilio-signature';

/**
 * Checks `X-Twilio-Signature` = Base64(HMAC-SHA1(auth token, public URL + sorted parameters)).
 *
 * Weaknesses of the scheme, to know and not to lean on: no timestamp (a replay verifies; the message id refuses it) and
 * no separators (different parameter sets can share one signature, so nothing is granted on parameters alone).
 * @param authTokens every token in use; two while the account changes its token
 * @source contract "providers", section 3.2
 */
export function verifyTwilioSignature(request: WebhookRequest, authTokens: readonly string[]): Verdict {
  const given = headerValue(request.headers[HEADER]);
  if (given === null) return { ok: false, status: 401, reason: 'credential_missing', hint: null };
  // An empty key still makes a MAC, which anybody can compute.
  const tokens = authTokens.filter((token) => token !== '');
  if (tokens.length === 0) return { ok: false, status: 403, reason: 'not_configured', hint: null };

  const signed = signedParameters(request);
  const verifies = (url: string): boolean =>
    signed.some((parameters) =>
      tokens.some((token) =>
        sameInConstantTime(given, createHmac('sha1', token).update(url).update(parameters).digest('base64')),
      ),
    );

  const urls = request.publicUrls.flatMap(urlVariants);
  if (urls.length === 0) return { ok: false, status: 403, reason: 'credential_wrong', hint: 'PUBLIC_URL is not set' };
  const url = urls.find((candidate) => bodyHashFits(candidate, request) && verifies(candidate));
  if (url !== undefined) return { ok: true, authMethod: 'hmac-sha1', url };
  return { ok: false, status: 403, reason: 'credential_wrong', hint: hintFor(urls, verifies) };
}

/**
 * What follows the URL in the signed text. Usually one candidate; two when the form holds bytes that are not UTF-8,
 * which one signer sees as bytes and another as U+FFFD; nothing for GET and for bodies that are signed by their hash.
 */
function signedParameters({ method, publicUrls, rawBody }: WebhookRequest): Buffer[] {
  if (method.toUpperCase() === 'GET' || bodyHashOf(publicUrls[0] ?? '') !== null) return [Buffer.alloc(0)];
  const text = joined(formPairs(rawBody.toString('utf8')));
  const candidates = [Buffer.from(text, 'utf8')];
  if (text.includes('\uFFFD')) candidates.push(Buffer.from(joined(formPairsAsBytes(rawBody)), 'latin1'));
  return candidates;
}

/** Names in code-unit order; a repeated name gives its distinct values in order, as Twilio's own library does. */
function joined(pairs: readonly Pair[]): string {
  const values = new Map<string, string | Set<string>>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    // A set only where a name repeats: 100,000 sets would cost more than everything else here.
    if (known === undefined) values.set(name, value);
    else if (typeof known !== 'string') known.add(value);
    else if (known !== value) values.set(name, new Set([known, value]));
  }
  let text = '';
  for (const name of [...values.keys()].sort()) {
    const value = values.get(name)!;
    if (typeof value === 'string') text += name + value;
    else for (const one of [...value].sort()) text += name + one;
  }
  return text;
}

/** As configured, without port, with the standard port: Twilio signs a default port sometimes with and sometimes without. */
function urlVariants(url: string): readonly string[] {
  const [, scheme, host, port, rest] = /^(https?:\/\/)(\[[^\]]*\]|[^/?#:]*)(:\d+)?(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return [url];
  const standardPort = scheme.toLowerCase() === 'https://' ? ':443' : ':80';
  return [...new Set([url, scheme + host + rest, scheme + host + (port ?? standardPort) + rest])];
}

/** A body other than a form is signed by its SHA-256, which Twilio adds to the query of the URL. */
function bodyHashOf(url: string): string | null {
  return new URLSearchParams(rawQuery(url)).get('bodySHA256');
}

function bodyHashFits(url: string, { method, rawBody }: WebhookRequest): boolean {
  const hash = method.toUpperCase() === 'GET' ? null : bodyHashOf(url);
  return hash === null || sameInConstantTime(hash.toLowerCase(), createHash('sha256').update(rawBody).digest('hex'));
}

/**
 * The two usual mistakes behind a proxy, recognised by trying our own URL in that other form. Tells nothing to a caller
 * who cannot sign.
 */
function hintFor(urls: readonly string[], verifies: (url: string) => boolean): string | null {
  const otherScheme = (url: string): string =>
    url.startsWith('https:') ? url.replace(/^https:/, 'http:') : url.replace(/^http:/, 'https:');
  if (urls.flatMap((url) => urlVariants(otherScheme(url))).some(verifies)) {
    return 'The signature is valid for the other of http and https: compare PUBLIC_URL with the URL configured at Twilio';
  }
  const otherSlash = (url: string): string =>
    url.replace(/(\/?)(\?|$)/, (_all, slash, end) => (slash ? '' : '/') + String(end));
  if (urls.some((url) => verifies(otherSlash(url)))) {
    return 'The signature is valid with a trailing slash added or removed: compare with the URL configured at Twilio';
  }
  return null;
}

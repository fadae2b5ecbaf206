const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Checks an address that shall stand in for a provider's API: our credentials go there, so it must be https, or this
 * machine itself.
 * @returns the address without a slash at the end, or the sentence that says what is wrong
 * @source contract "providers", section 17
 */
export function readApiBaseUrl(value: string): { readonly url: string } | { readonly problem: string } {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null) return { problem: 'must be an absolute URL' };
  if (url.username !== '' || url.password !== '') return { problem: 'must not hold a user or password' };
  if (/[?#]/.test(value)) return { problem: 'must not have a query or fragment' };
  const trusted = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!trusted) return { problem: 'must be https; http is taken for loopback addresses only' };
  return { url: url.href.replace(/\/+$/, '') };
}

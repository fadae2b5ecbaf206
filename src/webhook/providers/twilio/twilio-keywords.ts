import type { ProviderHint, SenderKind } from '../../../contracts/inbound/classification.js';

/**
 * Words Twilio answers itself on long codes and toll-free numbers, unless its support has switched that off or Advanced
 * Opt-Out replaces it. `REVOKE` and `OPTOUT` since 14 May 2025.
 * @source contract "providers", section 3.6
 */
export const TWILIO_DEFAULT_KEYWORDS = {
  opt_out: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'CANCEL', 'REVOKE', 'OPTOUT'],
  opt_in: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
} as const;

/**
 * Words the toll-free network itself acts on and answers ("NETWORK MSG …"), whatever the provider is told.
 * @source contract "providers", section 3.6
 */
export const TOLL_FREE_NETWORK_KEYWORDS = ['STOP', 'START', 'UNSTOP'] as const;

const answeredByTwilio = new Set<string>(Object.values(TWILIO_DEFAULT_KEYWORDS).flat());
const answeredByNetwork = new Set<string>(TOLL_FREE_NETWORK_KEYWORDS);

/** One message to one of our Twilio numbers. */
export interface UpstreamQuestion {
  readonly text: string;
  /** Kind of our number. */
  readonly senderKind: SenderKind;
  readonly hint: ProviderHint | null;
  /** Setting of the connection: whether Twilio's default handling is on, as it is unless support disabled it. */
  readonly defaultKeywordHandling: 'enabled' | 'disabled';
}

/**
 * Who has answered the person already, so that we must not answer a second time; null when nobody has. Says nothing
 * about consent.
 * @source contract "providers", sections 1.8 and 3.6
 */
export function answeredUpstream(question: UpstreamQuestion): 'provider' | 'network' | null {
  const { text, senderKind, hint, defaultKeywordHandling } = question;
  if (hint?.providerReplied) return 'provider';
  // Nothing is handled on stand-alone short codes; a name cannot receive.
  if (senderKind !== 'toll_free' && senderKind !== 'long_code') return null;

  const word = keywordOf(text);
  if (word === null) return null;
  if (senderKind === 'toll_free' && answeredByNetwork.has(word)) return 'network';
  return defaultKeywordHandling === 'enabled' && answeredByTwilio.has(word) ? 'provider' : null;
}

/** The whole text as one word in upper case; ASCII only, as in Twilio's list: `ſTOP` in upper case would read STOP. */
function keywordOf(text: string): string | null {
  const word = text.trim();
  return /^[a-z]+$/i.test(word) ? word.toUpperCase() : null;
}

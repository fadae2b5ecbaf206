import type { ProviderHint, SenderKind } from '../../contracts/inbound/classification.js';
import type { ConnectionSettings } from '../connection.entity.js';
import type { ProviderAdapter } from './provider-adapter.js';
import { answeredUpstream } from './twilio/twilio-keywords.js';
import { TwilioAdapter } from './twilio/twilio.adapter.js';

/** The provider that is us: texts come in through the management API, see `sandbox.controller.ts`. */
export const SANDBOX = 'sandbox';

const adapters = new Map<string, ProviderAdapter>([['twilio', new TwilioAdapter()]]);

/** Names that `POST /admin/connections` takes. */
export const providerNames: readonly string[] = [...adapters.keys(), SANDBOX];

/** The adapter behind a provider name, or null for the sandbox and unknown names. */
export function adapterFor(provider: string): ProviderAdapter | null {
  return adapters.get(provider) ?? null;
}

/** Settings of a new connection; answering inside the response is the default where the provider takes it. */
export function defaultSettings(provider: string): ConnectionSettings {
  const inResponse = provider === SANDBOX || adapterFor(provider)?.repliesInResponse === true;
  return {
    keyword_replies: 'auto',
    default_keyword_handling: 'enabled',
    reply_via: inResponse ? 'response' : 'api',
    api_base_url: null,
  };
}

const SENDER_KINDS: readonly SenderKind[] = ['long_code', 'toll_free', 'short_code', 'alphanumeric'];

/**
 * Who answers a text before us, for each kind of our addresses (which one it is, only the road finds out).
 * @source design ruling 11; contract "keywords and consent", section 6.1
 */
export function whoAnswers(
  provider: string,
  settings: ConnectionSettings,
  text: string,
  hint: ProviderHint | null,
): Record<SenderKind, 'provider' | 'network' | null> {
  const answer = (senderKind: SenderKind): 'provider' | 'network' | null => {
    if (settings.keyword_replies === 'ours') return null;
    // The sandbox has no provider behind it, but a toll-free number is answered by the network whoever carries it.
    const defaultKeywordHandling = provider === SANDBOX ? 'disabled' : settings.default_keyword_handling;
    const upstream = answeredUpstream({ text, senderKind, hint, defaultKeywordHandling });
    return upstream ?? (settings.keyword_replies === 'provider' ? 'provider' : null);
  };
  return Object.fromEntries(SENDER_KINDS.map((kind) => [kind, answer(kind)])) as ReturnType<typeof whoAnswers>;
}

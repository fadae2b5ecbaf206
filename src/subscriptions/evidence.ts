import type { IdentifiedMessage } from '../contracts/inbound/4-sender-identified.event.js';
import type { ConsentSource, Evidence } from './consent-change.js';

/** The evidence a text leaves. Its wording stays in the stored message, until the person is erased. */
export function evidenceOfMessage(message: IdentifiedMessage): Evidence {
  const { classification, identification, occurredAt, receivedAt } = message;
  return {
    profileIds: identification.profileIds,
    source: sourceOf(classification.rule),
    rule: classification.rule,
    keywordSetVersion: classification.keywordSetVersion,
    score: classification.score,
    matchedKeyword: classification.matchedKeyword,
    inboundMessageId: message.id,
    provider: message.provider,
    providerMessageId: message.providerMessageId,
    sender: message.sender?.address ?? null,
    senderKind: message.sender?.kind ?? null,
    actor: null,
    originChangeId: null,
    // The road carries one instant: the provider's when it was plausible, else the arrival.
    providerTime: occurredAt.getTime() === receivedAt.getTime() ? null : occurredAt,
    receivedAt,
  };
}

/** The evidence a call leaves. @param originChangeId for an inherited state, the row it comes from */
export function evidenceOfCall(call: {
  readonly source: ConsentSource;
  readonly profileIds: readonly string[];
  readonly actor: string | null;
  readonly receivedAt: Date;
  readonly originChangeId?: string | null;
}): Evidence {
  return {
    profileIds: call.profileIds,
    source: call.source,
    rule: null,
    keywordSetVersion: null,
    score: null,
    matchedKeyword: null,
    inboundMessageId: null,
    provider: null,
    providerMessageId: null,
    sender: null,
    senderKind: null,
    actor: call.actor,
    originChangeId: call.originChangeId ?? null,
    providerTime: null,
    receivedAt: call.receivedAt,
  };
}

function sourceOf(rule: string): ConsentSource {
  if (rule === 'provider-hint') return 'provider_hint';
  return rule === 'intent' || rule === 'intent-soft' ? 'intent' : 'keyword';
}

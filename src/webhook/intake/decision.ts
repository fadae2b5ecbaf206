import type { AnsweredMessage, QuietHours } from '../../contracts/inbound/7-reply-queued.event.js';
import type { Classification } from '../../contracts/inbound/classification.js';
import type { StoredOutcome } from './inbound-draft.js';

/** What is kept of a finished road: the outcome for the answer, the trace for the explanation. */
export interface Decision {
  readonly messageId: string;
  readonly fromNumber: string | null;
  readonly category: string;
  readonly rule: string;
  readonly language: string | null;
  readonly outcome: StoredOutcome;
  readonly trace: Readonly<Record<string, unknown>>;
}

/** Reads the decision off a message at the end of its road. */
export function decisionOf(message: AnsweredMessage): Decision {
  const { classification, consent, customEvent, reply } = message;
  const profile = message.identification.profile;
  return {
    messageId: message.id,
    fromNumber: message.from.kind === 'e164' ? message.from.number.e164() : null,
    category: classification.category,
    rule: classification.rule,
    language: classification.language,
    outcome: {
      profile:
        profile === null
          ? null
          : { braze_id: profile.brazeId, external_id: profile.externalId, created: profile.created },
      consent_change:
        consent.changeId === null || message.sender === null
          ? null
          : {
              id: consent.changeId,
              subscription_group_id: message.sender.group.id,
              before: consent.before,
              after: consent.after,
              effect: consent.effect,
            },
      custom_event: customEvent.event === null ? null : { id: customEvent.event.id, name: customEvent.event.name },
      reply: reply === null ? null : { id: reply.id, kind: reply.kind, body: reply.text.reveal(), via: reply.via },
    },
    trace: traceOf(message),
  };
}

/** Why everything came out as it did, stage by stage. @source contract "keywords and consent", section 5.5 */
function traceOf(message: AnsweredMessage): Record<string, unknown> {
  const { sender, identification, consent } = message;
  return {
    normalised: {
      from_kind: message.from.kind,
      sender:
        sender === null
          ? null
          : { id: sender.id, address: sender.address, kind: sender.kind, keywords_activated: sender.keywordsActivated },
      subscription_group: sender === null ? null : { id: sender.group.id, name: sender.group.name },
      from_own_sender: message.fromOwnSender,
    },
    classified: classificationTrace(message.classification),
    identified: { reason: identification.reason, profiles_on_number: identification.profileIds.length },
    consent: {
      effect: consent.effect,
      before: consent.before,
      after: consent.after,
      reason: consent.reason,
      also_left: consent.alsoLeft,
    },
    event: { reason: message.customEvent.reason },
    reply: { reason: message.replyReason, ...quietHoursTrace(message.quietHours) },
  };
}

function quietHoursTrace(quietHours: QuietHours | null): Record<string, unknown> {
  if (quietHours === null) return {};
  const { place, zones, source, opensAt } = quietHours;
  return { quiet_hours: { place, zones, source, opens_at: opensAt.toISOString() } };
}

/** A classification in the words of the API. */
export function classificationTrace(classification: Classification): Record<string, unknown> {
  return {
    category: classification.category,
    rule: classification.rule,
    score: classification.score,
    parts: classification.parts,
    matched_keyword: classification.matchedKeyword,
    custom_category: classification.customCategory,
    language: classification.language,
    normalised: classification.normalised,
    keyword_set_version: classification.keywordSetVersion,
    policy: {
      name: classification.policy.name,
      number_type: classification.policy.numberType,
      keywords_activated: classification.policy.keywordsActivated,
    },
    hint_disagreement: classification.hintDisagreement,
  };
}

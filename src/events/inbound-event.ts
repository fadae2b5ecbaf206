import type { DecidedMessage } from '../contracts/inbound/5-consent-decided.event.js';
import { toStorableText } from '../kernel/text-safety.js';

/** Longest string in an event's properties. Unit: UTF-16 units. @source contract "Braze API", 6.5 */
export const MAX_PROPERTY_LENGTH = 255;

/** The event one text causes, before it has an id. */
export interface InboundEvent {
  readonly kind: 'event';
  readonly brazeId: string;
  readonly name: string;
  readonly properties: {
    readonly message_body: string;
    readonly to_number: string;
    readonly from_number: string;
    readonly sms_message_id: string;
  };
}

/** Why a text causes no event. */
export interface NoInboundEvent {
  readonly kind: 'none';
  readonly reason: string;
}

/**
 * The legacy event of a text that is no default keyword, for the one profile that holds the `phone` alias.
 * Nobody there: no event, and the reason stays visible in the message's trace.
 * @source contract "Braze API", section 6.5
 */
export function inboundEvent(message: DecidedMessage): InboundEvent | NoInboundEvent {
  const { sender, from, identification, classification, consent } = message;
  const { profile } = identification;
  if (message.fromOwnSender) return none('own_sender');
  if (sender === null) return none('not_our_sender');
  if (from.kind !== 'e164') return none('not_a_phone_number');
  switch (classification.category) {
    case 'unroutable':
      return none('sender_cannot_receive');
    case 'opt_out':
    case 'opt_in':
    case 'help':
      return none('default_keyword');
    case 'suspected_opt_out':
      // Read as a STOP it is one; only asked back it is what it says: some words.
      if (consent.effect !== 'none') return none('treated_as_opt_out');
      break;
    case 'custom':
    case 'other':
      break;
  }
  if (profile === null) return none(identification.reason);
  if (!profile.holdsPhoneAlias) return none('no_phone_alias');
  return {
    kind: 'event',
    brazeId: profile.brazeId,
    name: `sms_response_${sender.group.name}_custom`,
    properties: {
      message_body: messageBody(message.text.reveal()),
      to_number: sender.address,
      from_number: from.number.e164(),
      sms_message_id: toStorableText(message.providerMessageId),
    },
  };
}

/** A text as campaigns compare it: trimmed, lower-cased, cut without breaking a character in two. */
export function messageBody(text: string): string {
  // Lower-casing comes before cutting because it can lengthen: İ becomes two characters.
  const body = toStorableText(text.trim().toLowerCase());
  if (body.length <= MAX_PROPERTY_LENGTH) return body;
  const splitsPair = isHighSurrogate(body.charCodeAt(MAX_PROPERTY_LENGTH - 1));
  return body.slice(0, splitsPair ? MAX_PROPERTY_LENGTH - 1 : MAX_PROPERTY_LENGTH);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function none(reason: string): NoInboundEvent {
  return { kind: 'none', reason };
}

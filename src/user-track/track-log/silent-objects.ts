import type { NamedBy, NoEffect } from '../../contracts/gateways/no-effect.gateway.js';
import type {
  ProfileIdentifier,
  TrackNoEffect,
  TrackPlace,
  TrackRequest,
} from '../../contracts/profile/1-track-requested.event.js';
import { Masked } from '../../kernel/masked.js';

/** What a `/users/track` request leaves in the log: each place with the identifier that stood there. */
export function silentObjects(request: TrackRequest, noEffect: readonly TrackNoEffect[]): readonly NoEffect[] {
  if (noEffect.length === 0) return [];
  const identifiers = new Map(
    [...request.attributes, ...request.events, ...request.purchases].map(({ place, identifier }) => [
      textOf(place),
      identifier,
    ]),
  );
  return noEffect.map(({ place, reason, groupId }) => {
    const identifier = identifiers.get(textOf(place));
    const named = identifier === undefined ? null : namedBy(identifier);
    return { reason, inputArray: place.inputArray, index: place.index, named, groupId };
  });
}

/** Two spellings of one email are one; an alias is told by its name, so that `phone` aliases read like the number. */
export function namedBy(identifier: ProfileIdentifier): NamedBy {
  switch (identifier.kind) {
    case 'external_id':
      return { kind: 'external_id', value: new Masked(identifier.externalId) };
    case 'alias':
    case 'link':
      return { kind: 'alias', value: new Masked(identifier.name) };
    case 'braze_id':
      return { kind: 'braze_id', value: new Masked(identifier.brazeId) };
    case 'email':
      return { kind: 'email', value: new Masked(identifier.email.toLowerCase()) };
    case 'phone':
      return { kind: 'phone', value: new Masked(identifier.number.e164()) };
  }
}

function textOf({ inputArray, index }: TrackPlace): string {
  return `${inputArray} ${index}`;
}

import { namedBy } from '../../contracts/gateways/named-by.js';
import type { NoEffect } from '../../contracts/gateways/no-effect.gateway.js';
import type { TrackNoEffect, TrackPlace, TrackRequest } from '../../contracts/profile/1-track-requested.event.js';

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

function textOf({ inputArray, index }: TrackPlace): string {
  return `${inputArray} ${index}`;
}

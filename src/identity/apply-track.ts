import type {
  ProfileIdentifier,
  TrackAttributes,
  TrackNoEffect,
  TrackPlace,
  TrackRefusal,
  TrackRequest,
} from '../contracts/profile/1-track-requested.event.js';
import type { TrackedProfiles } from '../contracts/profile/2-profiles-tracked.event.js';
import { whyNobody, whyUnchanged } from './no-effect.js';
import { linkProfile } from './link-profile.js';
import { phoneChanges } from './phone-changes.js';
import { addRevenue, describeProfile, type Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';

/**
 * Applies a request to the people it is about: attributes, then events, then purchases, each in order. Objects whose
 * person does not exist and may not be made are left out; only the log learns of them.
 * @param arrayMax most values an array attribute keeps
 * @source contract "Braze API", sections 1.7 and 2.3 to 2.7
 */
export function applyTrack(request: TrackRequest, people: ProfileSet, arrayMax?: number): TrackedProfiles {
  const refused: TrackRefusal[] = [];
  const noEffect: TrackNoEffect[] = [];
  const described: { brazeId: string; object: TrackAttributes }[] = [];
  for (const object of request.attributes) {
    const { place } = object;
    const before = people.version;
    const outcome = personOf(people, object);
    if (outcome.kind === 'refused') refused.push({ place, type: outcome.type });
    if (outcome.kind === 'nobody') noEffect.push({ place, reason: whyNobody(object), groupId: null });
    if (outcome.kind !== 'linked') continue;
    const { profile } = outcome;
    people.put(describeProfile(profile, object, arrayMax));
    described.push({ brazeId: profile.brazeId, object });
    // What becomes of a wish for a group is decided further down the road.
    if (people.version === before && object.groups.length === 0)
      noEffect.push({ place, reason: whyUnchanged(profile, object), groupId: null });
  }
  const events = withPeople(people, request.events, noEffect);
  const purchases = withPeople(people, request.purchases, noEffect);
  for (const { brazeId, price, quantity } of purchases)
    people.put(addRevenue(people.current(brazeId), price * quantity));

  const touched = [
    ...described.map(({ brazeId, object }) => ({ brazeId, place: object.place })),
    ...events,
    ...purchases,
  ];
  return {
    refused,
    noEffect,
    people: touched.map(({ brazeId, place }) => ({ place, brazeId: people.current(brazeId).brazeId })),
    merged: people.merges(),
    phoneChanges: phoneChanges(people, touched.map(idOf)),
    groupWishes: described.flatMap(({ brazeId, object: { place, groups } }) => {
      const { brazeId: currentId, phone } = people.current(brazeId);
      return groups.map((wish) => ({ ...wish, place, brazeId: currentId, number: phone?.e164 ?? null }));
    }),
    events,
    purchases,
  };
}

interface Addressed {
  readonly place: TrackPlace;
  readonly identifier: ProfileIdentifier;
  readonly updateExistingOnly: boolean | undefined;
}

function personOf(people: ProfileSet, object: Addressed): ReturnType<typeof linkProfile> {
  if (object.identifier.kind === 'link') return linkProfile(people, object.identifier, object.updateExistingOnly);
  const profile = people.find(object.identifier) ?? createFor(people, object);
  return profile === null ? { kind: 'nobody' } : { kind: 'linked', profile };
}

/** @source contract "Braze API", section 2.4: an alias alone creates only on request, a braze id never does. */
function createFor(people: ProfileSet, { identifier, updateExistingOnly }: Addressed): Profile | null {
  if (updateExistingOnly === true || identifier.kind === 'braze_id' || identifier.kind === 'link') return null;
  if (identifier.kind === 'alias' && updateExistingOnly !== false) return null;
  return people.create(identifier);
}

/** @param noEffect told of the items that are about nobody */
function withPeople<Item extends Addressed>(
  people: ProfileSet,
  items: readonly Item[],
  noEffect: TrackNoEffect[],
): readonly (Item & { readonly brazeId: string })[] {
  return items.flatMap((item) => {
    const profile = people.find(item.identifier) ?? createFor(people, item);
    if (profile === null) noEffect.push({ place: item.place, reason: whyNobody(item), groupId: null });
    return profile === null ? [] : [{ ...item, brazeId: profile.brazeId }];
  });
}

function idOf({ brazeId }: { readonly brazeId: string }): string {
  return brazeId;
}

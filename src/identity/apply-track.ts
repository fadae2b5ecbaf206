import type {
  ProfileIdentifier,
  TrackAttributes,
  TrackRefusal,
  TrackRequest,
} from '../contracts/profile/1-track-requested.event.js';
import type { ProfilePhoneChanged, TrackedProfiles } from '../contracts/profile/2-profiles-tracked.event.js';
import { linkProfile } from './link-profile.js';
import { addRevenue, describeProfile, type Profile } from './profile.js';
import type { ProfileSet } from './profile-set.js';

/**
 * Applies a request to the people it is about: attributes, then events, then purchases, each in order. Objects whose
 * person does not exist and may not be made are left out silently.
 * @source contract "Braze API", sections 1.7 and 2.3 to 2.7
 */
export function applyTrack(request: TrackRequest, people: ProfileSet): TrackedProfiles {
  const refused: TrackRefusal[] = [];
  const described: { brazeId: string; object: TrackAttributes }[] = [];
  for (const object of request.attributes) {
    const outcome = personOf(people, object);
    if (outcome.kind === 'refused') refused.push({ place: object.place, type: outcome.type });
    if (outcome.kind !== 'linked') continue;
    people.put(describeProfile(outcome.profile, object));
    described.push({ brazeId: outcome.profile.brazeId, object });
  }
  const events = withPeople(people, request.events);
  const purchases = withPeople(people, request.purchases);
  for (const { brazeId, price, quantity } of purchases)
    people.put(addRevenue(people.current(brazeId), price * quantity));

  return {
    refused,
    merged: people.merges(),
    phoneChanges: phoneChanges(people, [...described, ...events, ...purchases].map(idOf)),
    groupWishes: described.flatMap(({ brazeId, object }) => {
      const { brazeId: currentId, phone } = people.current(brazeId);
      return object.groups.map((wish) => ({ ...wish, brazeId: currentId, number: phone?.e164 ?? null }));
    }),
    events,
    purchases,
  };
}

interface Addressed {
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

function withPeople<Item extends Addressed>(
  people: ProfileSet,
  items: readonly Item[],
): readonly (Item & { readonly brazeId: string })[] {
  return items.flatMap((item) => {
    const profile = people.find(item.identifier) ?? createFor(people, item);
    return profile === null ? [] : [{ ...item, brazeId: profile.brazeId }];
  });
}

/** One entry per person whose number is another one after the request; numbers held in between are not told. */
function phoneChanges(people: ProfileSet, touchedIds: readonly string[]): readonly ProfilePhoneChanged[] {
  const ids = new Set(touchedIds.map((id) => people.current(id).brazeId));
  return [...ids].flatMap((brazeId) => {
    const before = people.before(brazeId)?.phone?.e164 ?? null;
    const after = people.current(brazeId).phone?.e164 ?? null;
    const same = before === null || after === null ? before === after : before.equals(after);
    return same ? [] : [{ brazeId, before, after }];
  });
}

function idOf({ brazeId }: { readonly brazeId: string }): string {
  return brazeId;
}

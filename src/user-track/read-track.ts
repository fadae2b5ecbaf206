import type {
  ProfileIdentifier,
  TrackAttributes,
  TrackEvent,
  TrackNoEffect,
  TrackPlace,
  TrackPurchase,
  TrackRefusal,
} from '../contracts/profile/1-track-requested.event.js';
import type { PhoneReader } from '../contracts/readers/phone.reader.js';
import { JsonTooDeep, type JsonValue, toStorableJson } from '../kernel/text-safety.js';
import { readAttributes } from './attributes-object.js';
import { readEvent, readPurchase } from './event-object.js';
import { Fault, faults } from './fault.js';
import { isObject, type RawObject } from './raw-object.js';
import type { TrackBody } from './track-body.js';

/** What reading objects depends on. */
export interface TrackReadingOptions {
  readonly phones: PhoneReader;
  readonly links: boolean;
  /** Ids of the groups that exist, of those the request names. */
  readonly knownGroups: ReadonlySet<string>;
  readonly now: Date;
  /** External ids that nobody may have; absent: none. */
  readonly blockedIds?: ReadonlySet<string>;
}

/** The objects that can be applied, and the entries of those that cannot. */
export interface TrackReading {
  readonly attributes: readonly TrackAttributes[];
  readonly events: readonly TrackEvent[];
  readonly purchases: readonly TrackPurchase[];
  readonly refused: readonly TrackRefusal[];
  /** Accepted objects that nothing follows from. */
  readonly noEffect: readonly TrackNoEffect[];
}

/** Reads every object of a request; a bad one does not stop the others. @source contract "Braze API", section 2.2 */
export function readTrack(body: TrackBody, options: TrackReadingOptions): TrackReading {
  const refused: TrackRefusal[] = [];
  const noEffect: TrackNoEffect[] = [];
  const read = <Read extends { readonly identifier: ProfileIdentifier }>(
    inputArray: TrackPlace['inputArray'],
    readOne: (object: RawObject) => Read | Fault | null,
  ): readonly (Read & { readonly place: TrackPlace })[] =>
    body[inputArray].flatMap((value, index) => {
      const object = storable(value);
      const one = unblocked(object instanceof Fault ? object : readOne(object), options.blockedIds);
      const place = { inputArray, index };
      if (one instanceof Fault) refused.push({ place, type: one.type });
      if (one === null) noEffect.push({ place, reason: 'push_token_import', groupId: null });
      return one instanceof Fault || one === null ? [] : [{ ...one, place }];
    });
  return {
    attributes: read('attributes', (object) => readAttributes(object, options)),
    events: read('events', (object) => readEvent(object, options)),
    purchases: read('purchases', (object) => readPurchase(object, options)),
    refused,
    noEffect,
  };
}

function unblocked<Read extends { readonly identifier: ProfileIdentifier }>(
  one: Read | Fault | null,
  blockedIds: ReadonlySet<string> | undefined,
): Read | Fault | null {
  if (one === null || one instanceof Fault || !('externalId' in one.identifier)) return one;
  return blockedIds?.has(one.identifier.externalId) === true ? faults.blockedId : one;
}

/** Everything that is read is stored somewhere, so no object goes further with text PostgreSQL refuses. */
function storable(value: unknown): RawObject | Fault {
  if (!isObject(value)) return faults.noIdentifier;
  try {
    return toStorableJson(value as JsonValue) as RawObject;
  } catch (error) {
    if (error instanceof JsonTooDeep) return faults.tooDeep;
    throw error;
  }
}

import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { PhoneNumber } from '../phone/phone-number.js';
import type {
  GroupWish,
  TrackEvent,
  TrackNoEffect,
  TrackPlace,
  TrackPurchase,
  TrackRefusal,
  TrackRequest,
} from './1-track-requested.event.js';

/** A profile got, lost or changed its number. @source contract "Braze API", section 4.6 */
export interface ProfilePhoneChanged {
  readonly brazeId: string;
  readonly before: PhoneNumber | null;
  readonly after: PhoneNumber | null;
}

/** A group wish with the person it is about; `number` is the profile's number after the request, or null. */
export interface ProfileGroupWish extends GroupWish {
  readonly place: TrackPlace;
  readonly brazeId: string;
  readonly number: PhoneNumber | null;
}

/** Two profiles became one: `goneId` no longer exists, what belonged to it belongs to `keptId`. */
export interface ProfilesMerged {
  readonly keptId: string;
  readonly goneId: string;
}

/** Whom an object was applied to. */
export interface TrackedPerson {
  readonly place: TrackPlace;
  readonly brazeId: string;
}

/** What identity did with a request. All lists are in the order of the request. */
export interface TrackedProfiles {
  readonly refused: readonly TrackRefusal[];
  readonly noEffect: readonly TrackNoEffect[];
  /** The person of every object that has one, whether or not anything changed. */
  readonly people: readonly TrackedPerson[];
  readonly merged: readonly ProfilesMerged[];
  readonly phoneChanges: readonly ProfilePhoneChanged[];
  readonly groupWishes: readonly ProfileGroupWish[];
  readonly events: readonly (TrackEvent & { readonly brazeId: string })[];
  readonly purchases: readonly (TrackPurchase & { readonly brazeId: string })[];
}

/** Profiles were found, made and described; their numbers are locked. From: identity. Heard by: subscriptions. */
export class ProfilesTracked extends RoadEvent {
  static readonly eventName = 'track.profiles_tracked';
  constructor(
    work: UnitOfWork,
    readonly request: TrackRequest,
    readonly profiles: TrackedProfiles,
  ) {
    super(work);
  }
}

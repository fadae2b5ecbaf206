import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { RoadEvent } from '../../kernel/road/road-event.js';
import type { NoEffectReason } from '../gateways/no-effect.gateway.js';
import type { PhoneNumber } from '../phone/phone-number.js';

/** How a client names a person. `link` asks to give the owner of an alias an external id. @source contract "Braze API", 2.3 and 2.6 */
export type ProfileIdentifier =
  | { readonly kind: 'external_id'; readonly externalId: string }
  | { readonly kind: 'alias'; readonly label: string; readonly name: string }
  | { readonly kind: 'braze_id'; readonly brazeId: string }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'phone'; readonly number: PhoneNumber }
  | { readonly kind: 'link'; readonly label: string; readonly name: string; readonly externalId: string };

/** Which array and place of the request an object came from. */
export interface TrackPlace {
  readonly inputArray: 'attributes' | 'events' | 'purchases';
  readonly index: number;
}

/** One change of a list of objects. `key` and `value` tell which objects are meant. @source Braze, "array of objects" */
export type ObjectListStep =
  | { readonly kind: 'add'; readonly objects: readonly Readonly<Record<string, unknown>>[] }
  | {
      readonly kind: 'update';
      readonly key: string;
      readonly value: unknown;
      readonly object: Readonly<Record<string, unknown>>;
      /** Whether the keys of `object` are written into the one that is there; else it takes its place. */
      readonly merges: boolean;
    }
  | { readonly kind: 'remove'; readonly key: string; readonly value: unknown };

/** What to do with one custom attribute. `null` erases. @source contract "Braze API", 2.5 */
export type CustomAttributeChange =
  | { readonly kind: 'set'; readonly value: unknown }
  | { readonly kind: 'erase' }
  | { readonly kind: 'increment'; readonly by: number }
  | { readonly kind: 'array_add'; readonly values: readonly unknown[] }
  | { readonly kind: 'array_remove'; readonly values: readonly unknown[] }
  | { readonly kind: 'merge_object'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'object_list'; readonly steps: readonly ObjectListStep[] };

/** A wish to put a profile into or out of a group. */
export interface GroupWish {
  readonly groupId: string;
  readonly state: 'subscribed' | 'unsubscribed';
  /** Enter the group's double opt-in instead of subscribing at once. */
  readonly useDoubleOptIn: boolean;
}

/** A phone to write: both columns, or null to clear it. */
export interface PhoneChange {
  readonly e164: PhoneNumber | null;
  readonly unformatted: string;
  readonly valid: boolean | null;
}

/** One validated attributes object. */
export interface TrackAttributes {
  readonly place: TrackPlace;
  readonly identifier: ProfileIdentifier;
  /** As sent; undefined when the key was absent. */
  readonly updateExistingOnly: boolean | undefined;
  /** Reserved fields by column name, validated; null erases. `phone` and the identifiers are not among them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Undefined: the phone stays as it is; null: it is cleared. */
  readonly phone: PhoneChange | null | undefined;
  readonly custom: Readonly<Record<string, CustomAttributeChange>>;
  readonly groups: readonly GroupWish[];
}

/** One validated event object. */
export interface TrackEvent {
  readonly place: TrackPlace;
  readonly identifier: ProfileIdentifier;
  readonly updateExistingOnly: boolean | undefined;
  readonly name: string;
  readonly time: Date;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One validated purchase object. */
export interface TrackPurchase {
  readonly place: TrackPlace;
  readonly identifier: ProfileIdentifier;
  readonly updateExistingOnly: boolean | undefined;
  readonly productId: string;
  readonly currency: string;
  readonly price: number;
  readonly quantity: number;
  readonly time: Date;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A validated `/users/track` request. */
export interface TrackRequest {
  readonly workspaceId: string;
  /** Who asks, for evidence: the API key's id. */
  readonly actor: string;
  readonly receivedAt: Date;
  readonly attributes: readonly TrackAttributes[];
  readonly events: readonly TrackEvent[];
  readonly purchases: readonly TrackPurchase[];
}

/** An accepted object that could not be applied; answered as an error entry. */
export interface TrackRefusal {
  readonly place: TrackPlace;
  readonly type: string;
}

/** An accepted object, or a group wish of it, that had no effect. The answer says nothing of it; the log does. */
export interface TrackNoEffect {
  readonly place: TrackPlace;
  readonly reason: NoEffectReason;
  /** The group that was wished for, when it is only a wish that had none. */
  readonly groupId: string | null;
}

/** A client wants people described. From: user-track. Heard by: identity. */
export class TrackRequested extends RoadEvent {
  static readonly eventName = 'track.requested';
  constructor(
    work: UnitOfWork,
    readonly request: TrackRequest,
  ) {
    super(work);
  }
}

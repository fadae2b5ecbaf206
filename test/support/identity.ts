import { Injectable, type Provider } from '@nestjs/common';
import type { GroupOnRoad } from '../../src/contracts/inbound/sender.js';
import { type ErasedPeople, ErasureRecorded, PeopleErased } from '../../src/contracts/profile/people-erased.event.js';
import { ProfilesTracked, type TrackedProfiles } from '../../src/contracts/profile/2-profiles-tracked.event.js';
import { TrackConsented } from '../../src/contracts/profile/3-track-consented.event.js';
import { TrackRecorded } from '../../src/contracts/profile/4-track-recorded.event.js';
import { type EventSummary, EventSummaryReader } from '../../src/contracts/readers/event-summary.reader.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { PurchaseSummaryReader } from '../../src/contracts/readers/purchase-summary.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { WorkspaceReader } from '../../src/contracts/readers/workspace.reader.js';
import { IdentityModule } from '../../src/identity/identity.module.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { readPersonPhone } from '../../src/phone/phone-rules.js';
import { UserTrackModule } from '../../src/user-track/user-track.module.js';
import { aSender } from '../builders/messages.js';
import { bootModule, type BootOptions, type TestApp } from './app.js';

/** The group that exists: `Promo`. */
export const PROMO = aSender().group;

/** The subscriptions and events rooms at their smallest: they pass the road on and remember what travelled on it. */
@Injectable()
export class RestOfTrackRoad {
  /** What identity said about each request, oldest first. */
  readonly tracked: TrackedProfiles[] = [];
  /** Who was deleted, oldest first. */
  readonly erased: ErasedPeople[] = [];
  private summaries: EventSummary[] = [];

  @Handles(ProfilesTracked)
  consent({ work, request, profiles }: ProfilesTracked): TrackConsented {
    return new TrackConsented(work, request, profiles);
  }

  @Handles(TrackConsented)
  record({ work, profiles }: TrackConsented): TrackRecorded {
    this.tracked.push(profiles);
    for (const { keptId, goneId } of profiles.merged)
      this.summaries = this.summaries.map((one) => (one.brazeId === goneId ? { ...one, brazeId: keptId } : one));
    for (const { brazeId, name, time } of profiles.events)
      this.summaries.push({ brazeId, name, first: time, last: time, count: 1 });
    return new TrackRecorded(work, profiles.refused, profiles.noEffect, profiles.people);
  }

  @Handles(PeopleErased)
  forget({ work, people }: PeopleErased): ErasureRecorded {
    this.erased.push(people);
    return new ErasureRecorded(work);
  }

  /** Identity's word on the last request. */
  get last(): TrackedProfiles {
    return this.tracked.at(-1)!;
  }

  /** First, last and count per person and name. */
  summariesOf(brazeIds: readonly string[]): readonly EventSummary[] {
    const found = new Map<string, EventSummary>();
    for (const one of this.summaries.filter(({ brazeId }) => brazeIds.includes(brazeId))) {
      const key = `${one.brazeId} ${one.name}`;
      const sum = found.get(key);
      const [first, last] = [sum?.first ?? one.first, sum?.last ?? one.last, one.first]
        .sort((left, right) => left.getTime() - right.getTime())
        .filter((_, index) => index !== 1) as [Date, Date];
      found.set(key, { ...one, first, last, count: (sum?.count ?? 0) + 1 });
    }
    return [...found.values()];
  }
}

/** The workspace's switch, for a test to turn. */
export class WorkspaceOfTest extends WorkspaceReader {
  unknownNumberHandling = true;
  asked = 0;

  settings() {
    this.asked += 1;
    return Promise.resolve({ unknownNumberHandling: this.unknownNumberHandling });
  }
}

class PhonesOfTest extends PhoneReader {
  readPersonPhone(input: string | number) {
    return readPersonPhone(input);
  }
}

class SendersOfTest extends SenderReader {
  byAddress() {
    return Promise.resolve(new Map([[aSender().address, aSender()]]));
  }

  groups(_work: unknown, _workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, GroupOnRoad>> {
    return Promise.resolve(new Map(ids.includes(PROMO.id) ? [[PROMO.id, PROMO]] : []));
  }
}

/** Identity (and, unless told otherwise, `/users/track`) on a database of their own. */
export interface IdentityApp extends TestApp {
  readonly road: RestOfTrackRoad;
  readonly workspace: WorkspaceOfTest;
  /** `POST /users/track` */
  track(body: unknown): ReturnType<TestApp['request']>;
  /** `POST /users/export/ids`, the `users` of the answer. */
  exported(body: unknown): Promise<Record<string, unknown>[]>;
  profiles(): Promise<ProfileRowOfTest[]>;
  aliases(): Promise<{ label: string; name: string; braze_id: string }[]>;
  /** Removes all people. */
  empty(): Promise<unknown>;
}

/** The columns tests look at. */
export interface ProfileRowOfTest {
  readonly braze_id: string;
  readonly external_id: string | null;
  readonly phone_e164: string | null;
  readonly phone_unformatted: string | null;
  readonly phone_valid: boolean | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly custom_attributes: Record<string, unknown>;
  readonly attributes: Record<string, unknown>;
  readonly total_revenue: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export async function bootIdentity(config: BootOptions['config'] = {}): Promise<IdentityApp> {
  const workspace = new WorkspaceOfTest();
  const road = new RestOfTrackRoad();
  const events = {
    byProfile: (_work: unknown, _workspaceId: string, ids: readonly string[]) => Promise.resolve(road.summariesOf(ids)),
  };
  const purchases = { byProfile: () => Promise.resolve([]) };
  const providers: Provider[] = [
    { provide: RestOfTrackRoad, useValue: road },
    { provide: WorkspaceReader, useValue: workspace },
    { provide: PhoneReader, useClass: PhonesOfTest },
    { provide: SenderReader, useClass: SendersOfTest },
    { provide: EventSummaryReader, useValue: events },
    { provide: PurchaseSummaryReader, useValue: purchases },
  ];
  const app = await bootModule({ imports: [IdentityModule, UserTrackModule], providers, config });
  return {
    ...app,
    road,
    workspace,
    track: (body) => app.request('POST', '/users/track', { body }),
    exported: async (body) => {
      const { body: answer } = await app.request('POST', '/users/export/ids', { body });
      return (answer as { users: Record<string, unknown>[] }).users;
    },
    profiles: () => app.rows<ProfileRowOfTest>('select * from profile order by braze_id'),
    aliases: () => app.rows('select label, name, braze_id from profile_alias order by label, name'),
    empty: () => app.rows('truncate profile, profile_alias'),
  };
}

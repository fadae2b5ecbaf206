import { Injectable, Module } from '@nestjs/common';
import { ConsentDecided } from '../../src/contracts/inbound/5-consent-decided.event.js';
import { EventRecorded, type RecordedMessage } from '../../src/contracts/inbound/6-event-recorded.event.js';
import type { TrackRequest } from '../../src/contracts/profile/1-track-requested.event.js';
import type { TrackedProfiles } from '../../src/contracts/profile/2-profiles-tracked.event.js';
import { TrackConsented } from '../../src/contracts/profile/3-track-consented.event.js';
import { TrackRecorded } from '../../src/contracts/profile/4-track-recorded.event.js';
import { EventSummaryReader } from '../../src/contracts/readers/event-summary.reader.js';
import { MergeUndone, UndoRecorded } from '../../src/contracts/profile/merge-undone.event.js';
import { ErasureRecorded, PeopleErased } from '../../src/contracts/profile/people-erased.event.js';
import { MergeRecorded, PeopleMerged } from '../../src/contracts/profile/people-merged.event.js';
import { PurchaseSummaryReader } from '../../src/contracts/readers/purchase-summary.reader.js';
import { EventsModule } from '../../src/events/events.module.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { aSender } from '../builders/messages.js';
import { ALICE, aGroup, aMessage, aProfile } from '../builders/recorded-message.js';
import { bootModule, type TestApp } from '../support/app.js';

const ADA = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const BOB = 'bbbbbbbbbbbbbbbbbbbbbbbb';
const CLEO = 'cccccccccccccccccccccccc';
const hour = (n: number) => new Date(Date.UTC(2026, 10, 20, n));

/** Stands for the rooms that erase after this one. */
@Injectable()
class RestOfErasureRoad {
  @Handles(PeopleErased)
  handle({ work }: PeopleErased): ErasureRecorded {
    return new ErasureRecorded(work);
  }
}

@Module({ providers: [RestOfErasureRoad] })
class RestModule {}

describe('events', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await bootModule({ imports: [EventsModule, RestModule] });
  });

  afterAll(() => app.close());

  beforeEach(() => app.rows('truncate custom_event, event_summary, purchase, purchase_summary'));

  const summaries = (...brazeIds: string[]) =>
    app.work((work) => app.app.get(EventSummaryReader).byProfile(work, app.workspaceId, brazeIds));
  const purchases = (...brazeIds: string[]) =>
    app.work((work) => app.app.get(PurchaseSummaryReader).byProfile(work, app.workspaceId, brazeIds));

  describe('on the inbound road', () => {
    const record = (...messages: RecordedMessage[]) =>
      app.work(async (work) => (await app.dispatcher.run(new ConsentDecided(work, messages), EventRecorded)).messages);

    it('records the texts that call for an event and says why the others do not', async () => {
      const coupon = aMessage({ saying: ' COUPONS ', category: 'custom', changes: { occurredAt: hour(1) } });

      const [first, second, third] = await record(
        coupon,
        aMessage({ saying: 'STOP', category: 'opt_out' }),
        aMessage({ saying: 'Coupons', category: 'custom', profile: null }),
      );

      expect(first!.customEvent).toEqual({
        event: { id: expect.any(String) as string, name: 'sms_response_Promo_custom', brazeId: aProfile().brazeId },
        reason: 'recorded',
      });
      expect([second, third].map((message) => message!.customEvent)).toEqual([
        { event: null, reason: 'default_keyword' },
        { event: null, reason: 'unknown_number' },
      ]);
      expect(await app.rows('select * from custom_event')).toEqual([
        {
          workspace_id: app.workspaceId,
          id: first!.customEvent.event!.id,
          braze_id: aProfile().brazeId,
          name: 'sms_response_Promo_custom',
          occurred_at: hour(1),
          properties: {
            message_body: 'coupons',
            to_number: '+14155550100',
            from_number: ALICE,
            sms_message_id: coupon.providerMessageId,
          },
          inbound_message_id: coupon.id,
          recorded_at: app.clock.now(),
          first_owner_id: null,
        },
      ]);
    });

    it('counts by name and profile, also many in one batch and out of order', async () => {
      const profile = (brazeId: string) => aProfile({ brazeId });
      const at = (n: number, brazeId: string, name = 'Promo') =>
        aMessage({
          profile: profile(brazeId),
          changes: { occurredAt: hour(n), sender: aSender({ group: aGroup({ name }) }) },
        });

      await record(at(5, BOB), at(3, ADA), at(4, ADA), at(9, ADA, 'News'));
      await record(at(1, ADA), at(8, ADA));

      expect(await summaries(ADA, BOB, CLEO)).toEqual([
        { brazeId: ADA, name: 'sms_response_News_custom', first: hour(9), last: hour(9), count: 1 },
        { brazeId: ADA, name: 'sms_response_Promo_custom', first: hour(1), last: hour(8), count: 4 },
        { brazeId: BOB, name: 'sms_response_Promo_custom', first: hour(5), last: hour(5), count: 1 },
      ]);
    });

    it('records a text once, however often it is taken down the road', async () => {
      const message = aMessage();

      await record(message);
      const [again, fresh] = await record(message, aMessage());

      expect([again!.customEvent.reason, fresh!.customEvent.reason]).toEqual(['already_recorded', 'recorded']);
      expect(await summaries(aProfile().brazeId)).toMatchObject([{ count: 2 }]);
      expect(await app.rows('select count(*)::int from custom_event')).toEqual([{ count: 2 }]);
    });

    it('stores texts that PostgreSQL would refuse as they are', async () => {
      const [message] = await record(aMessage({ saying: 'Hi\u0000 \ud83d' }));

      expect(message!.customEvent.reason).toBe('recorded');
      expect(await app.rows(`select properties->>'message_body' as body from custom_event`)).toEqual([
        { body: 'hi\ufffd \ufffd' },
      ]);
    });

    it('lets two batches about the same people run at once', async () => {
      const people = Array.from({ length: 20 }, (_, n) => aProfile({ brazeId: n.toString(16).padStart(24, '0') }));
      const batch = (order: readonly (typeof people)[number][]) =>
        record(...order.map((profile) => aMessage({ profile })));

      await Promise.all(Array.from({ length: 10 }, (_, n) => batch(n % 2 === 0 ? people : people.toReversed())));

      const found = await summaries(...people.map(({ brazeId }) => brazeId));
      expect(found.map(({ count }) => count)).toEqual(people.map(() => 10));
    });

    it('takes an empty batch, and asks nothing for nobody', async () => {
      expect(await record()).toEqual([]);
      expect(await summaries()).toEqual([]);
      expect(await purchases()).toEqual([]);
    });
  });

  describe('on the track road', () => {
    const place = { inputArray: 'events', index: 0 } as const;
    const given = {
      place,
      identifier: { kind: 'external_id', externalId: 'x' },
      updateExistingOnly: undefined,
    } as const;
    const event = (brazeId: string, name: string, time: Date, properties = {}) => ({
      ...given,
      brazeId,
      name,
      time,
      properties,
    });
    const purchase = (brazeId: string, productId: string, price: number, quantity: number, time: Date) => ({
      ...given,
      brazeId,
      productId,
      currency: 'USD',
      price,
      quantity,
      time,
      properties: {},
    });

    function track(profiles: Partial<TrackedProfiles>): Promise<TrackRecorded> {
      const request: TrackRequest = {
        workspaceId: app.workspaceId,
        actor: 'key',
        receivedAt: app.clock.now(),
        attributes: [],
        events: [],
        purchases: [],
      };
      const nothing = {
        refused: [],
        noEffect: [],
        people: [],
        merged: [],
        phoneChanges: [],
        groupWishes: [],
        events: [],
        purchases: [],
      };
      return app.work((work) =>
        app.dispatcher.run(new TrackConsented(work, request, { ...nothing, ...profiles }), TrackRecorded),
      );
    }

    it('counts every event, also identical ones', async () => {
      const login = event(ADA, 'login', hour(1), { device: 'web', tags: ['a', { b: null }] });

      await track({ events: [login, login, event(ADA, 'login', hour(3)), event(BOB, 'login', hour(2))] });
      await track({ events: [event(ADA, 'login', hour(2))] });

      expect(await summaries(ADA, BOB)).toEqual([
        { brazeId: ADA, name: 'login', first: hour(1), last: hour(3), count: 4 },
        { brazeId: BOB, name: 'login', first: hour(2), last: hour(2), count: 1 },
      ]);
      expect(await app.rows('select properties from custom_event where occurred_at = $1', [hour(1)])).toEqual([
        { properties: login.properties },
        { properties: login.properties },
      ]);
    });

    it('adds up purchases by product, exactly', async () => {
      await track({ purchases: [purchase(ADA, 'tea', 0.1, 1, hour(2)), purchase(ADA, 'tea', 0.2, 1, hour(1))] });
      await track({ purchases: [purchase(ADA, 'tea', 9.99, 3, hour(5)), purchase(ADA, 'cup', -5, 1, hour(4))] });

      expect(await purchases(ADA)).toEqual([
        { brazeId: ADA, name: 'cup', first: hour(4), last: hour(4), count: 1, revenue: -5 },
        { brazeId: ADA, name: 'tea', first: hour(1), last: hour(5), count: 5, revenue: 30.27 },
      ]);
      expect(await app.rows('select count(*)::int, sum(price * quantity)::text from purchase')).toEqual([
        { count: 4, sum: '25.27' },
      ]);
    });

    it('gives everything of merged profiles to the one that stays, before it adds the new', async () => {
      await track({
        events: [
          event(ADA, 'login', hour(1)),
          event(BOB, 'login', hour(2)),
          event(BOB, 'login', hour(9)),
          event(BOB, 'only bob', hour(3)),
          event(CLEO, 'login', hour(4)),
        ],
        purchases: [
          purchase(ADA, 'tea', 1, 1, hour(1)),
          purchase(BOB, 'tea', 2, 2, hour(2)),
          purchase(BOB, 'cup', 3, 1, hour(3)),
        ],
      });

      await track({
        merged: [
          { goneId: BOB, keptId: ADA },
          { goneId: ADA, keptId: CLEO },
        ],
        events: [event(CLEO, 'login', hour(5)), event(ADA, 'login', hour(6))],
        purchases: [purchase(BOB, 'tea', 10, 1, hour(7))],
      });

      expect(await summaries(ADA, BOB, CLEO)).toEqual([
        { brazeId: CLEO, name: 'login', first: hour(1), last: hour(9), count: 6 },
        { brazeId: CLEO, name: 'only bob', first: hour(3), last: hour(3), count: 1 },
      ]);
      expect(await purchases(ADA, BOB, CLEO)).toEqual([
        { brazeId: CLEO, name: 'cup', first: hour(3), last: hour(3), count: 1, revenue: 3 },
        { brazeId: CLEO, name: 'tea', first: hour(1), last: hour(7), count: 4, revenue: 15 },
      ]);
      expect(await app.rows('select distinct braze_id from custom_event union select braze_id from purchase')).toEqual([
        { braze_id: CLEO },
      ]);
    });

    describe('when people are merged, separated and erased by a client', () => {
      const merge = (...merged: { goneId: string; keptId: string }[]) =>
        app.work((work) => {
          const asked = { workspaceId: app.workspaceId, actor: 'key', receivedAt: app.clock.now() };
          return app.dispatcher.run(new PeopleMerged(work, { ...asked, merged, phoneChanges: [] }), MergeRecorded);
        });
      const undo = (goneId: string, keptId: string, ...returning: string[]) =>
        app.work((work) => {
          const ids = { goneId, keptId, returningIds: [goneId, ...returning] };
          const merge = { workspaceId: app.workspaceId, ...ids, keptHasNumber: false };
          return app.dispatcher.run(new MergeUndone(work, merge), UndoRecorded);
        });
      const everything = async () => [
        await summaries(ADA, BOB, CLEO),
        await purchases(ADA, BOB, CLEO),
        await app.rows('select id, braze_id, first_owner_id from custom_event order by id'),
        await app.rows('select id, braze_id, first_owner_id from purchase order by id'),
      ];

      it('what each had done returns to it along the way it came, and what came later stays', async () => {
        await track({
          events: [
            event(ADA, 'login', hour(1)),
            event(BOB, 'login', hour(2)),
            event(CLEO, 'login', hour(3)),
            event(ADA, 'only ada', hour(1)),
          ],
          purchases: [purchase(ADA, 'tea', 1.1, 1, hour(1)), purchase(BOB, 'tea', 2.2, 3, hour(2))],
        });
        const apart = await everything();
        await merge({ goneId: ADA, keptId: BOB });
        const withBob = await everything();
        await merge({ goneId: BOB, keptId: CLEO });
        expect(await summaries(ADA, BOB, CLEO)).toMatchObject([
          { brazeId: CLEO, name: 'login', count: 3 },
          { brazeId: CLEO, name: 'only ada', count: 1 },
        ]);

        await undo(BOB, CLEO, ADA);
        expect(await everything()).toEqual(withBob);
        await track({ events: [event(BOB, 'login', hour(8))], purchases: [purchase(BOB, 'cup', 5, 1, hour(8))] });
        await undo(ADA, BOB);

        expect(await summaries(ADA, CLEO)).toEqual(
          (apart[0] as { brazeId: string }[]).filter((one) => one.brazeId !== BOB),
        );
        expect(await summaries(BOB)).toEqual([
          { brazeId: BOB, name: 'login', first: hour(2), last: hour(8), count: 2 },
        ]);
        expect(await purchases(ADA, BOB)).toMatchObject([
          { brazeId: ADA, name: 'tea', count: 1, revenue: 1.1 },
          { brazeId: BOB, name: 'cup', count: 1, revenue: 5 },
          { brazeId: BOB, name: 'tea', count: 3, revenue: 6.6 },
        ]);
        expect(await app.rows('select 1 from custom_event where first_owner_id is not null')).toEqual([]);
      });

      it('nothing of an erased person is left', async () => {
        await track({
          events: [event(ADA, 'login', hour(1)), event(BOB, 'login', hour(2))],
          purchases: [purchase(ADA, 'tea', 1, 1, hour(1))],
        });

        await app.work((work) =>
          app.dispatcher.run(
            new PeopleErased(work, {
              workspaceId: app.workspaceId,
              brazeIds: [ADA, CLEO],
              numbers: [],
              sharedNumbers: [],
              actor: 'nobody',
            }),
            ErasureRecorded,
          ),
        );

        expect(await everything()).toEqual([
          [{ brazeId: BOB, name: 'login', first: hour(2), last: hour(2), count: 1 }],
          [],
          [expect.objectContaining({ braze_id: BOB })],
          [],
        ]);
      });
    });

    it('touches nothing of another workspace', async () => {
      const elsewhere = '01900000-0000-7000-8000-000000000002';
      await track({ events: [event(ADA, 'login', hour(1))] });
      await app.rows(`update custom_event set workspace_id = '${elsewhere}'`);
      await app.rows(`update event_summary set workspace_id = '${elsewhere}'`);

      await track({ merged: [{ goneId: ADA, keptId: BOB }] });

      expect(await summaries(ADA, BOB)).toEqual([]);
      expect(await app.rows('select braze_id from event_summary')).toEqual([{ braze_id: ADA }]);
    });

    it('hands on what was refused before, and takes a request without events', async () => {
      const refused = [{ place: { inputArray: 'attributes', index: 3 }, type: 'no' }] as const;

      expect((await track({ refused })).refused).toEqual(refused);
    });
  });
});

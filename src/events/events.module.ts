import { Global, Module } from '@nestjs/common';
import { EventSummaryReader } from '../contracts/readers/event-summary.reader.js';
import { PurchaseSummaryReader } from '../contracts/readers/purchase-summary.reader.js';
import { EraseEventsWhenPeopleErased } from './erase-events-when-people-erased.handler.js';
import { EventRepository } from './event.repository.js';
import { GiveEventsBackWhenMergeUndone } from './give-events-back-when-merge-undone.handler.js';
import { MoveEventsWhenPeopleMerged } from './move-events-when-people-merged.handler.js';
import { PurchaseRepository } from './purchase.repository.js';
import { RecordEventWhenConsentDecided } from './record-event-when-consent-decided.handler.js';
import { RecordEventsWhenTrackConsented } from './record-events-when-track-consented.handler.js';

/** What people did: custom events and purchases, from their texts and from clients, each with its summary per name. */
@Global()
@Module({
  providers: [
    EventRepository,
    PurchaseRepository,
    RecordEventWhenConsentDecided,
    RecordEventsWhenTrackConsented,
    MoveEventsWhenPeopleMerged,
    GiveEventsBackWhenMergeUndone,
    EraseEventsWhenPeopleErased,
    { provide: EventSummaryReader, useExisting: EventRepository },
    { provide: PurchaseSummaryReader, useExisting: PurchaseRepository },
  ],
  exports: [EventSummaryReader, PurchaseSummaryReader],
})
export class EventsModule {}

import type { Road } from '../../kernel/road/road-event.js';
import { InboundReceived } from './1-inbound-received.event.js';
import { InboundNormalised } from './2-inbound-normalised.event.js';
import { InboundClassified } from './3-inbound-classified.event.js';
import { SenderIdentified } from './4-sender-identified.event.js';
import { ConsentDecided } from './5-consent-decided.event.js';
import { EventRecorded } from './6-event-recorded.event.js';
import { ReplyQueued } from './7-reply-queued.event.js';

/** The road of one text. Compared with the listeners at boot. */
export const inboundRoad: Road = {
  name: 'inbound',
  stages: [
    InboundReceived,
    InboundNormalised,
    InboundClassified,
    SenderIdentified,
    ConsentDecided,
    EventRecorded,
    ReplyQueued,
  ],
};

import { Injectable, Module } from '@nestjs/common';
import {
  BlocksHonoured,
  type CarrierBlock,
  NumbersBlocked,
} from '../../src/contracts/delivery/numbers-blocked.event.js';
import { InboundReceived } from '../../src/contracts/inbound/1-inbound-received.event.js';
import { EventRecorded } from '../../src/contracts/inbound/6-event-recorded.event.js';
import { PhoneNumber } from '../../src/contracts/phone/phone-number.js';
import { AddressReader } from '../../src/contracts/readers/address.reader.js';
import { CampaignReader } from '../../src/contracts/readers/campaign.reader.js';
import { ConsentReader } from '../../src/contracts/readers/consent.reader.js';
import { DoubleOptInPromptReader } from '../../src/contracts/readers/double-opt-in-prompt.reader.js';
import { GroupSenderReader } from '../../src/contracts/readers/group-sender.reader.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { ProfileFieldsReader } from '../../src/contracts/readers/profile-fields.reader.js';
import { SenderReader } from '../../src/contracts/readers/sender.reader.js';
import { createLogger } from '../../src/kernel/logging/logger.js';
import { OutboxDrain } from '../../src/kernel/outbox/outbox-drain.js';
import { Handles } from '../../src/kernel/road/handles.decorator.js';
import { ProviderAddressReader } from '../../src/phone/provider-address.reader.js';
import { DeliveryModule } from '../../src/replies/delivery.module.js';
import { RepliesModule } from '../../src/replies/replies.module.js';
import { OUTSIDE } from '../../src/webhook/provider-message.gateway.js';
import { WebhookModule } from '../../src/webhook/webhook.module.js';
import { aMessage } from '../builders/recorded-message.js';
import { type Answer, bootModule, type TestApp } from './app.js';
import { FakeTwilio } from './fake-twilio.js';
import { postSigned, TWILIO_ACCOUNT, twilioForm } from './twilio.js';

export const PUBLIC_URL = 'https://sms.example.org/hark';
export const OUR_NUMBER = '+14155550100';
/** What every HELP is answered. */
export const HELP_TEXT = 'Call us, Zoë';

/** Longest wait for the fake that never answers. Unit: ms. */
const TIMEOUT_MS = 300;

/** Stands for the rooms between the webhook and the replies: `STOP` is an opt-out, everything else asks for help. */
@Injectable()
class MiddleOfTheRoad {
  failing = false;
  /** What was said about people who had left at the carrier. */
  readonly blocks: CarrierBlock[] = [];

  @Handles(NumbersBlocked)
  honour({ work, blocks }: NumbersBlocked): BlocksHonoured {
    this.blocks.push(...blocks);
    return new BlocksHonoured(work);
  }

  @Handles(InboundReceived)
  handle({ work, messages }: InboundReceived): EventRecorded {
    if (this.failing) throw new TypeError('a room of the road is broken');
    return new EventRecorded(
      work,
      messages.map((message) => ({
        ...aMessage(
          message.text.reveal() === 'STOP'
            ? { category: 'opt_out', consent: { after: 'unsubscribed', effect: 'changed', reason: 'opt_out' } }
            : { category: 'help' },
        ),
        ...message,
        from: { kind: 'e164', number: PhoneNumber.fromE164(message.rawFrom.reveal()) },
        configuredReply: HELP_TEXT,
        configuredReplyLanguage: 'en',
        configuredPrompt: null,
      })),
    );
  }
}

@Module({ providers: [MiddleOfTheRoad] })
class MiddleModule {}

/** A reply as it stands in the table. */
export interface OutboundRow {
  readonly id: string;
  readonly status: string;
  readonly provider_message_id: string | null;
  readonly error_code: string | null;
}

/** The two ends of the road with a fake provider behind them. */
export interface TestDelivery {
  readonly hark: TestApp;
  readonly twilio: FakeTwilio;
  readonly drain: OutboxDrain;
  /** Id of a connection that answers by the API. */
  readonly byApi: string;
  /** Id of a connection that answers inside the TwiML. */
  readonly inResponse: string;
  /** Every line of the log. */
  readonly log: string[];
  /** Makes the road fail, so that texts go into quarantine. */
  breakRoad(broken: boolean): void;
  /** What the subscriptions were told about people who had left at the carrier. */
  readonly blocks: CarrierBlock[];
  /** A signed text of a person; `HELP` by the connection that answers by the API unless said otherwise. */
  text(from: string, body?: string, connection?: string): Promise<Answer>;
  /** The reply to a number; there is one in a test. */
  outbound(to: string): Promise<OutboundRow | undefined>;
  /** Lets the drain work until the reply stands where it is expected. */
  eventuallyStands(to: string, status: string): Promise<OutboundRow>;
  eventuallyRequested(to: string, times: number): Promise<void>;
  /** Until the outbox is empty. */
  nothingWaits(): Promise<void>;
  /** Forgets all replies and requests. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Boots webhook, replies and delivery with a fake Twilio; the rooms between them are faked. */
export async function bootDelivery(): Promise<TestDelivery> {
  const log: string[] = [];
  const twilio = await FakeTwilio.start();
  const hark = await bootModule({
    imports: [WebhookModule, MiddleModule, RepliesModule, DeliveryModule],
    providers: [
      { provide: SenderReader, useValue: {} },
      { provide: PhoneReader, useValue: {} },
      { provide: AddressReader, useClass: ProviderAddressReader },
      { provide: ProfileFieldsReader, useValue: {} },
      { provide: GroupSenderReader, useValue: {} },
      { provide: DoubleOptInPromptReader, useValue: {} },
      { provide: ConsentReader, useValue: {} },
      { provide: CampaignReader, useValue: { replyFor: () => Promise.resolve(new Map()) } },
    ],
    config: { PUBLIC_URL },
    logger: createLogger('debug', { write: (line) => log.push(line) }),
    override: (builder) =>
      builder
        .overrideProvider(OUTSIDE)
        .useValue({ fetch: (...request: Parameters<typeof fetch>) => fetch(...request), timeoutMs: TIMEOUT_MS }),
  });
  twilio.deliverTo = { publicUrl: PUBLIC_URL, url: hark.url };
  const connect = async (settings: object): Promise<string> => {
    const body = { provider: 'twilio', credentials: TWILIO_ACCOUNT, keyword_replies: 'ours', ...settings };
    const made = await hark.request('POST', '/admin/connections', { body });
    if (made.status !== 201) throw new Error(`The connection was refused: ${made.text}`);
    return made.body.id as string;
  };
  const byApi = await connect({ name: 'by api', reply_via: 'api', api_base_url: twilio.url });
  const inResponse = await connect({ name: 'in response', api_base_url: twilio.url });
  const outbound = async (to: string): Promise<OutboundRow | undefined> => {
    const columns = 'id, status, provider_message_id, error_code';
    return (await hark.rows<OutboundRow>(`select ${columns} from outbound_message where to_number = $1`, [to]))[0];
  };

  return {
    hark,
    twilio,
    drain: hark.app.get(OutboxDrain),
    byApi,
    inResponse,
    log,
    outbound,
    blocks: hark.app.get(MiddleOfTheRoad).blocks,
    breakRoad: (broken) => {
      hark.app.get(MiddleOfTheRoad).failing = broken;
    },
    text: (from, body = 'HELP', connection = byApi) => {
      const path = `/webhooks/twilio/${connection}/inbound`;
      return postSigned(hark.url, path, twilioForm({ from, to: OUR_NUMBER, body }), { signedUrl: PUBLIC_URL + path });
    },
    eventuallyStands: (to, status) =>
      eventually(`the reply is ${status}`, async () => {
        const row = await outbound(to);
        return row?.status === status ? row : null;
      }),
    eventuallyRequested: async (to, times) => {
      await eventually(`the provider is asked ${times} times`, () => twilio.requestsTo(to)[times - 1]);
    },
    nothingWaits: async () => {
      await eventually('the outbox is empty', async () =>
        (await hark.rows('select 1 from outbox')).length === 0 ? true : null,
      );
    },
    reset: async () => {
      await hark.rows('truncate outbound_message, outbox');
      twilio.requests.length = 0;
      twilio.reported.length = 0;
      hark.app.get(MiddleOfTheRoad).blocks.length = 0;
    },
    close: async () => {
      await hark.close();
      await twilio.stop();
    },
  };
}

/** Waits for a value, with a reason when it never comes. */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | null | undefined> | Value | null | undefined,
): Promise<Value> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It never came true that ${what}.`);
}

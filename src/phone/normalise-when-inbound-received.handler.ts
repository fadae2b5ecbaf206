import { Injectable } from '@nestjs/common';
import { InboundReceived } from '../contracts/inbound/1-inbound-received.event.js';
import { InboundNormalised } from '../contracts/inbound/2-inbound-normalised.event.js';
import type { SenderOnRoad } from '../contracts/inbound/sender.js';
import type { Address } from '../contracts/phone/address.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { readProviderAddress } from './phone-rules.js';

/** Reads both ends of each text: who wrote, and which of our addresses (and so which group) was written to. */
@Injectable()
export class NormaliseWhenInboundReceived {
  constructor(private readonly senders: SenderReader) {}

  @Handles(InboundReceived)
  async handle({ work, messages }: InboundReceived): Promise<InboundNormalised> {
    const ends = messages.map((message) => ({
      message,
      from: readProviderAddress(message.rawFrom.reveal()).address,
      to: readProviderAddress(message.rawTo).address,
    }));
    const known = new Map<string, ReadonlyMap<string, SenderOnRoad>>();
    for (const workspaceId of new Set(messages.map((message) => message.workspaceId))) {
      const own = ends.filter(({ message }) => message.workspaceId === workspaceId);
      // One question for both ends: a text from one of our own addresses is a loop.
      const addresses = new Set(own.flatMap(({ from, to }) => [addressText(from), addressText(to)]));
      known.set(workspaceId, await this.senders.byAddress(work, workspaceId, [...addresses]));
    }
    return new InboundNormalised(
      work,
      ends.map(({ message, from, to }) => {
        const senders = known.get(message.workspaceId);
        const sender = senders?.get(addressText(to)) ?? null;
        return { ...message, from, sender, fromOwnSender: senders?.has(addressText(from)) === true };
      }),
    );
  }
}

function addressText(address: Address): string {
  return address.kind === 'e164' ? address.number.e164() : address.value;
}

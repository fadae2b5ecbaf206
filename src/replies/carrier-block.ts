import type { DeliveryFailure } from '../contracts/delivery/failure.js';
import type { CarrierBlock } from '../contracts/delivery/numbers-blocked.event.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { TravellingMessage } from './delivery.repository.js';

/**
 * What the refusal of a text of ours says about its reader's consent.
 * @returns null when it says nothing: any other failure, or a text of which no group was kept
 */
export function carrierBlockOf(
  { id, to, from, groupId, connectionId, providerMessageId, createdAt }: TravellingMessage,
  failure: DeliveryFailure | null,
  refusedAt: Date,
): CarrierBlock | null {
  if (failure?.class !== 'opted_out' || groupId === null) return null;
  return {
    outboundMessageId: id,
    connectionId,
    providerMessageId,
    number: PhoneNumber.fromE164(to),
    groupId,
    sender: from,
    code: failure.code,
    writtenAt: createdAt,
    refusedAt,
  };
}

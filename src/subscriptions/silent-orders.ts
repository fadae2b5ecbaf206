import type { NoEffect } from '../contracts/gateways/no-effect.gateway.js';
import type { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Masked } from '../kernel/masked.js';
import type { Ineffective } from './settle-orders.js';

/** What a status call leaves in the log, each name in the one spelling by which it can be found again. */
export function silentOrders(ineffective: readonly Ineffective[], phones: PhoneReader): readonly NoEffect[] {
  return ineffective.map(({ groupId, by, value, reason }) => ({
    groupId,
    reason,
    inputArray: null,
    index: null,
    named: { kind: by, value: new Masked(canonical(by, value.reveal(), phones)) },
  }));
}

function canonical(by: Ineffective['by'], value: string, phones: PhoneReader): string {
  if (by === 'email') return value.toLowerCase();
  return by === 'phone' ? (phones.readPersonPhone(value).e164?.e164() ?? value) : value;
}

import type { SenderOnRoad } from '../contracts/inbound/sender.js';
import { understandsStart } from './reply-text.js';

/**
 * The address to ask somebody from: one that hears the answer, if possible of the person's own country, because codes and
 * toll-free numbers rarely reach beyond it.
 * @param senders of the group, the oldest first
 * @param country of the person, ISO 3166-1; null when unknown
 * @param countryOf the country of an address of ours in E.164
 * @returns null when the group has no address that hears YES
 */
export function chooseSender<Sender extends SenderOnRoad>(
  senders: readonly Sender[],
  country: string | null,
  countryOf: (address: string) => string | null,
): Sender | null {
  const hearing = senders.filter((sender) => sender.kind !== 'alphanumeric' && understandsStart(sender));
  const isHome = ({ kind, address }: Sender) =>
    kind !== 'short_code' && country !== null && countryOf(address) === country;
  return hearing.find(isHome) ?? hearing.find(({ kind }) => kind === 'short_code') ?? hearing[0] ?? null;
}

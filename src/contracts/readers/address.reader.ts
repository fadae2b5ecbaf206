import type { Address } from '../phone/address.js';

/** Reads who is at one end of a text. Answered by: phone. */
export abstract class AddressReader {
  /** Reads an address as a provider wrote it, without guessing a country. Never throws. */
  abstract readAddress(raw: string): Address;
}

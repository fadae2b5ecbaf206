import { Injectable } from '@nestjs/common';
import type { Address } from '../contracts/phone/address.js';
import { AddressReader } from '../contracts/readers/address.reader.js';
import { readProviderAddress } from './phone-rules.js';

/** Answers other rooms' questions about the ends of a text. */
@Injectable()
export class ProviderAddressReader extends AddressReader {
  readAddress(raw: string): Address {
    return readProviderAddress(raw).address;
  }
}

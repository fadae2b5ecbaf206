import { Global, Module } from '@nestjs/common';
import { AddressReader } from '../contracts/readers/address.reader.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { NormaliseWhenInboundReceived } from './normalise-when-inbound-received.handler.js';
import { PhoneRulesReader } from './phone-rules.reader.js';
import { ProviderAddressReader } from './provider-address.reader.js';

/** Reads numbers: what a provider calls an address and what a person calls a phone. Owns no table. */
@Global()
@Module({
  providers: [
    NormaliseWhenInboundReceived,
    { provide: AddressReader, useClass: ProviderAddressReader },
    { provide: PhoneReader, useClass: PhoneRulesReader },
  ],
  exports: [AddressReader, PhoneReader],
})
export class PhoneModule {}

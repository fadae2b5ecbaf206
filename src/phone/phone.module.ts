import { Global, Module } from '@nestjs/common';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { NormaliseWhenInboundReceived } from './normalise-when-inbound-received.handler.js';
import { PhoneRulesReader } from './phone-rules.reader.js';

/** Reads numbers: what a provider calls an address and what a person calls a phone. Owns no table. */
@Global()
@Module({
  providers: [NormaliseWhenInboundReceived, { provide: PhoneReader, useClass: PhoneRulesReader }],
  exports: [PhoneReader],
})
export class PhoneModule {}

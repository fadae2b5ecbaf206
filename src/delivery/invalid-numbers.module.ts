import { Global, Module } from '@nestjs/common';
import { InvalidNumberReader } from '../contracts/readers/invalid-number.reader.js';
import { EraseFlagsWhenPeopleErased } from './erase-flags-when-people-erased.handler.js';
import { InvalidNumberRepository } from './invalid-number.repository.js';
import { InvalidNumbersController } from './invalid-numbers.controller.js';
import { InvalidPhoneNumbersController } from './invalid-phone-numbers.controller.js';
import { NumberFlags } from './number-flags.js';

/** Numbers that cannot be texted: who is flagged since when, why, and who took it back. */
@Global()
@Module({
  controllers: [InvalidPhoneNumbersController, InvalidNumbersController],
  providers: [
    NumberFlags,
    InvalidNumberRepository,
    EraseFlagsWhenPeopleErased,
    { provide: InvalidNumberReader, useExisting: InvalidNumberRepository },
  ],
  exports: [InvalidNumberReader],
})
export class InvalidNumbersModule {}

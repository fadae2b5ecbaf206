import { Injectable } from '@nestjs/common';
import { PhoneReader, type PersonPhone } from '../contracts/readers/phone.reader.js';
import { readPersonPhone } from './phone-rules.js';

/** Answers other rooms' questions about numbers. */
@Injectable()
export class PhoneRulesReader extends PhoneReader {
  readPersonPhone(input: string | number): PersonPhone {
    return readPersonPhone(input);
  }
}

import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Makes identifiers, injected so that tests can expect exact ones. */
export abstract class Ids {
  /** UUIDv7: time-ordered, so that new rows land at the right edge of an index. @source RFC 9562, section 5.7 */
  abstract uuid(): string;
  /** 24 lower-case hex digits, the first 8 being seconds since 1970. @source contract "Braze API", section 0.3 (`braze_id`) */
  abstract hex24(): string;
}

/** Identifiers from the machine's clock and random source. */
export class RandomIds extends Ids {
  uuid(): string {
    return v7();
  }

  hex24(): string {
    const seconds = Math.floor(Date.now() / 1000);
    return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
  }
}

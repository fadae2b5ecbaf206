import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Makes identifiers, injected so that tests can expect exact ones. */
export abstract class Ids {
  /** UUIDv7: time-ordered, so that new rows land at the right edge of an index. @source RFC 9562, section 5.7 */
  abstract uuid(): string;
  /** 24 lower-case hex digits, the first 8 being seconds since 1970. @source contract "Braze API", section 0.3 (`braze_id`) */
  abstract hex24(): string;
}

/** Random bytes drawn at once: one call into the system per identifier showed in the profile of a busy process. Unit: bytes. */
const POOL_BYTES = 8192;

/** Identifiers from the machine's clock and random source. */
export class RandomIds extends Ids {
  private readonly pool = new Uint8Array(POOL_BYTES);
  private used = POOL_BYTES;

  uuid(): string {
    return v7({ rng: () => this.take(16) });
  }

  hex24(): string {
    const seconds = Math.floor(Date.now() / 1000);
    return seconds.toString(16).padStart(8, '0') + Buffer.from(this.take(8)).toString('hex');
  }

  /** Bytes that are given out once. */
  private take(count: number): Uint8Array {
    if (this.used + count > POOL_BYTES) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    this.used += count;
    return this.pool.slice(this.used - count, this.used);
  }
}

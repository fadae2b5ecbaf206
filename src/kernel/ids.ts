import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Makes identifiers, injected so that tests can expect exact ones. */
export abstract class Ids {
  /**
   * UUIDv7, each greater than the one before: new rows land at the right edge of an index, and lists sort by id.
   * @source RFC 9562, sections 5.7 and 6.2
   */
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
  private msecs = 0;
  private seq = 0;

  uuid(): string {
    const now = Date.now();
    if (now > this.msecs) {
      this.msecs = now;
      // Half of the counter's range stays free, so that it does not overflow within a millisecond.
      this.seq = Buffer.from(this.take(4)).readUInt32BE() >>> 1;
    } else {
      // Within a millisecond a counter keeps the order: lists are read newest first by id.
      this.seq += 1;
    }
    return v7({ rng: () => this.take(16), msecs: this.msecs, seq: this.seq });
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

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../app-error.js';

/** The stored bytes do not open with this key: HARK_SECRET_KEY is not the one they were sealed with. */
export class SecretUnreadable extends AppError {
  readonly code = 'KERNEL.SECRET_UNREADABLE';
  readonly retryable = false;
}

/** First byte of a sealed value, so that a later scheme can be told apart. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets at rest with AES-256-GCM and makes keyed hashes, from one 32-byte key.
 * @source NIST SP 800-38D: 96-bit random nonces, one per sealing
 */
export class SecretBox {
  private readonly sealingKey: Buffer;
  private readonly hashingKey: Buffer;

  /** @param key 32 bytes (HARK_SECRET_KEY) */
  constructor(key: Buffer) {
    // Two purposes, two keys: a hash that leaks must say nothing about the cipher key.
    this.sealingKey = Buffer.from(hkdfSync('sha256', key, '', 'hark sealing', 32));
    this.hashingKey = Buffer.from(hkdfSync('sha256', key, '', 'hark hashing', 32));
  }

  /** @param context binds the value to its place (e.g. a row id): copied elsewhere it does not open */
  seal(plain: string, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SecretUnreadable when the key, the context or the bytes differ */
  open(sealed: Buffer, context: string): string {
    try {
      if (sealed[0] !== VERSION) throw new Error('unknown version');
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      const body = sealed.subarray(1 + NONCE_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new SecretUnreadable('A stored secret does not open with HARK_SECRET_KEY.', { cause });
    }
  }

  /** Keyed hash, 16 hex digits: follows a number through logs without showing it. */
  fingerprint(value: string): string {
    return createHmac('sha256', this.hashingKey).update(value).digest('hex').slice(0, 16);
  }

  /**
   * Keyed hash of full length, to store: finds a value again without keeping it, for whoever has the key.
   * @param context keeps hashes for different purposes apart, so that one table (or the log) says nothing about another
   * @returns 32 bytes
   */
  keyedHash(value: string, context: string): Buffer {
    return createHmac('sha256', this.hashingKey)
      .update(JSON.stringify([context, value]))
      .digest();
  }
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.js';

/** File in the data dir that holds the generated HARK_SECRET_KEY. */
const SECRET_FILE = 'secret.key';
/** File in the data dir that holds the API key made at the first start, for `npm run text`. */
export const API_KEY_FILE = 'api.key';

/**
 * The key that seals credentials: HARK_SECRET_KEY, or one generated into the data dir for an embedded database.
 * With DATABASE_URL the key is always configured ({@link Config} refuses to load without it).
 * @returns 32 bytes
 */
export async function readSecretKey(config: Config): Promise<Buffer> {
  if (config.HARK_SECRET_KEY !== undefined) return Buffer.from(config.HARK_SECRET_KEY, 'base64');
  const path = join(config.HARK_DATA_DIR, SECRET_FILE);
  try {
    const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
    if (key.length !== 32) throw new Error(`${path} does not hold 32 bytes in base64; restore it from a backup`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(32);
  await writeSecretFile(config.HARK_DATA_DIR, SECRET_FILE, key.toString('base64'));
  return key;
}

/** Writes a file only its owner can read, whole or not at all. */
export async function writeSecretFile(folder: string, name: string, content: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${name}.${process.pid}`);
  await writeFile(temporary, `${content}\n`, { mode: 0o600, flag: 'w' });
  await rename(temporary, join(folder, name));
}

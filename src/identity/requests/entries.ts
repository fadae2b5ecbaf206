import { InvalidRequest } from '../../kernel/app-error.js';
import { toStorableText } from '../../kernel/text-safety.js';

/** Most entries of one array. @source contract "Braze API", section 3 */
const MOST_ENTRIES = 50;

/** Longest external id, alias label and alias name. Unit: bytes of UTF-8. @source contract "Braze API", section 2.5 */
const ID_MAX_BYTES = 987;

/** One entry of a request as it arrived. */
export type RawEntry = Readonly<Record<string, unknown>>;

/** Why an entry is refused; shown to the caller beside its place. */
export class Fault {
  constructor(readonly text: string) {}
}

/** Where an entry stood in its request. */
export interface EntryPlace {
  /** The array, as the API names it. */
  readonly inputArray: string;
  readonly index: number;
}

/** What a request holds: the entries that can be obeyed, and a sentence for each of the others. */
export interface ReadEntries<Entry> {
  readonly accepted: readonly Entry[];
  /** Where each accepted entry stood, in their order. */
  readonly places: readonly EntryPlace[];
  /** Strings that name the place. @source contract "Braze API", section 1.2 */
  readonly errors: readonly string[];
}

/** The fields of a body; anything but an object has none. */
export function fieldsOf(body: unknown): RawEntry {
  return isObject(body) ? body : {};
}

/** Whether a client sent this key: `null` is the same as absent. @source contract "Braze API", section 1.5 */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/**
 * An array of objects.
 * @throws InvalidRequest when it is absent, none, or too long
 * @source contract "Braze API", section 3
 */
export function readObjects(body: RawEntry, name: string): readonly RawEntry[] {
  const list = body[name];
  if (!Array.isArray(list) || !list.every(isObject)) throw new InvalidRequest(`'${name}' must be an array of objects`);
  assertShort(list);
  return list;
}

/** @throws InvalidRequest */
export function assertShort(list: readonly unknown[]): void {
  if (list.length > MOST_ENTRIES) throw new InvalidRequest('The max number of ids per request was exceeded');
}

/** Reads the array `name` entry by entry. @param place how an error names the place of an entry */
export function readEach<Raw, Entry>(
  name: string,
  list: readonly Raw[],
  read: (raw: Raw) => Entry | Fault,
  place = (index: number) => String(index),
): ReadEntries<Entry> {
  const accepted: Entry[] = [];
  const places: EntryPlace[] = [];
  const errors: string[] = [];
  for (const [index, raw] of list.entries()) {
    const entry = read(raw);
    if (entry instanceof Fault) {
      errors.push(`${place(index)}: ${entry.text}`);
      continue;
    }
    accepted.push(entry);
    places.push({ inputArray: name, index });
  }
  return { accepted, places, errors };
}

/**
 * The part of an answer that tells of refused entries; absent when there are none.
 * @param fields where the entries stood, for the refusal
 * @throws InvalidRequest when nothing was accepted of a request that held something
 * @source contract "Braze API", section 1.2
 */
export function told(
  fields: string,
  { accepted, errors }: Pick<ReadEntries<unknown>, 'accepted' | 'errors'>,
): { readonly errors?: readonly string[] } {
  if (errors.length === 0) return {};
  if (accepted.length === 0) throw new InvalidRequest(`Valid data must be provided in the ${fields}.`, errors);
  return { errors };
}

/**
 * An identifying text. Numbers become their decimal digits, unless JSON could not carry them exactly: past 2^53 two
 * different ids would arrive as the same number, and two people would become one.
 * @source contract "Braze API", section 1.6
 */
export function readId(entry: RawEntry, name: string): string | Fault {
  const value = entry[name];
  if (!isGiven(value)) return new Fault(`'${name}' is required`);
  const isExact =
    typeof value === 'number' && (Number.isInteger(value) ? Number.isSafeInteger(value) : isFinite(value));
  const text = isExact ? String(value) : value;
  if (typeof text !== 'string' || text === '') return new Fault(`'${name}' is not valid`);
  if (Buffer.byteLength(text) > ID_MAX_BYTES) return new Fault(`'${name}' is too large`);
  return toStorableText(text);
}

export function isObject(value: unknown): value is RawEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { InvalidRequest } from '../../kernel/app-error.js';
import { assertShort, Fault, fieldsOf, type RawEntry, readId, readObjects } from './entries.js';

/** An entry at its place in the request, read or refused. */
export type Placed<Entry> = { readonly index: number } & (Entry | { readonly fault: Fault });

/** An external id to change. */
export interface Rename {
  readonly currentId: string;
  readonly newId: string;
}

/** Reads the body of `/users/external_ids/rename`. @throws InvalidRequest @source contract "Braze API", section 3.6 */
export function readRenames(body: unknown): readonly Placed<Rename>[] {
  return readObjects(fieldsOf(body), 'external_id_renames').map((entry, index) => ({ index, ...readRename(entry) }));
}

/** Reads the body of `/users/external_ids/remove`. @throws InvalidRequest @source contract "Braze API", section 3.6 */
export function readRemovals(body: unknown): readonly Placed<{ readonly externalId: string }>[] {
  const list = fieldsOf(body)['external_ids'];
  if (!Array.isArray(list)) throw new InvalidRequest(`'external_ids' must be an array of strings`);
  assertShort(list);
  return list.map((value: unknown, index) => {
    const externalId = readId({ external_ids: value }, 'external_ids');
    return externalId instanceof Fault ? { index, fault: externalId } : { index, externalId };
  });
}

function readRename(entry: RawEntry): Rename | { readonly fault: Fault } {
  const currentId = readId(entry, 'current_external_id');
  if (currentId instanceof Fault) return { fault: currentId };
  const newId = readId(entry, 'new_external_id');
  return newId instanceof Fault ? { fault: newId } : { currentId, newId };
}

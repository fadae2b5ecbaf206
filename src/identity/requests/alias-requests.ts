import { Fault, fieldsOf, isGiven, type RawEntry, readEach, type ReadEntries, readId, readObjects } from './entries.js';
import { readAlias } from './selectors.js';

/** A name to give; to a profile of its own when there is no external id. */
export interface NewAlias {
  readonly externalId: string | null;
  readonly label: string;
  readonly name: string;
}

/** A name to change. */
export interface AliasUpdate {
  readonly label: string;
  readonly name: string;
  readonly newName: string;
}

/** Reads the body of `/users/alias/new`. @throws InvalidRequest @source contract "Braze API", section 3.1 */
export function readNewAliases(body: unknown): ReadEntries<NewAlias> {
  return readEach('user_aliases', readObjects(fieldsOf(body), 'user_aliases'), readNewAlias);
}

/** Reads the body of `/users/alias/update`. @throws InvalidRequest @source contract "Braze API", section 3.2 */
export function readAliasUpdates(body: unknown): ReadEntries<AliasUpdate> {
  return readEach('alias_updates', readObjects(fieldsOf(body), 'alias_updates'), readAliasUpdate);
}

/** One client nests the pair inside `user_alias`. */
function readNewAlias(entry: RawEntry): NewAlias | Fault {
  const alias = readAlias(isGiven(entry['user_alias']) ? entry['user_alias'] : entry);
  if (alias instanceof Fault) return alias;
  const externalId = isGiven(entry['external_id']) ? readId(entry, 'external_id') : null;
  return externalId instanceof Fault ? externalId : { externalId, label: alias.label, name: alias.name };
}

function readAliasUpdate(entry: RawEntry): AliasUpdate | Fault {
  const label = readId(entry, 'alias_label');
  const name = readId(entry, 'old_alias_name');
  const newName = readId(entry, 'new_alias_name');
  if (label instanceof Fault) return label;
  if (name instanceof Fault) return name;
  return newName instanceof Fault ? newName : { label, name, newName };
}

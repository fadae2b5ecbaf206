import { InvalidRequest } from '../kernel/app-error.js';
import { violatedConstraint } from '../kernel/database/database-errors.js';

/** What the unique constraints of our tables mean for a caller. */
const TAKEN: Readonly<Record<string, string>> = {
  subscription_group_name_unique: `'name' is already used by another subscription group`,
  sender_address_unique: `'address' is already used by another sender`,
};

/**
 * Runs a write whose uniqueness the database guards.
 * @throws InvalidRequest naming the field whose value is taken
 */
export async function refuseDuplicates<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const taken = TAKEN[violatedConstraint(error) ?? ''];
    throw taken === undefined ? error : new InvalidRequest(taken);
  }
}

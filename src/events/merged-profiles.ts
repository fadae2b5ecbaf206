import type { ProfilesMerged } from '../contracts/profile/2-profiles-tracked.event.js';

/**
 * Where everything of a gone profile belongs in the end, when one request merged several times: after A into B and
 * B into C, what was A's is C's.
 * @param merged in the order in which it happened
 * @returns one entry per gone profile, ascending
 */
export function finalOwners(merged: readonly ProfilesMerged[]): readonly ProfilesMerged[] {
  const owner = new Map<string, string>();
  for (const { keptId, goneId } of merged) {
    for (const [gone, kept] of owner) if (kept === goneId) owner.set(gone, keptId);
    owner.set(goneId, keptId);
  }
  return [...owner].map(([goneId, keptId]) => ({ goneId, keptId })).sort((a, b) => (a.goneId < b.goneId ? -1 : 1));
}

import { identityCases } from './identity-cases.js';
import type { ContractCase, Groups } from './language.js';
import { httpCases, inboundCases, numberCases } from './other-cases.js';
import { subscriptionCases } from './subscription-cases.js';
import { trackCases } from './track-cases.js';

export type { ContractCase, Groups } from './language.js';

/** The cases of contract "Braze API", section 7, that the compatible API can be asked for, ascending. */
export function contractCases(groups: Groups): readonly ContractCase[] {
  return [
    ...trackCases(groups),
    ...identityCases(groups),
    ...subscriptionCases(groups),
    ...numberCases(),
    ...httpCases(),
    ...inboundCases(groups),
  ].sort((left, right) => left.case - right.case);
}

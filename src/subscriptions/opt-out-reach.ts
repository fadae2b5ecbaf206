import { Injectable } from '@nestjs/common';
import type { IdentifiedMessage } from '../contracts/inbound/4-sender-identified.event.js';
import { type OptOutScope, OptOutScopeReader } from '../contracts/readers/opt-out-scope.reader.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { StoredConsent } from './consent-change.js';
import { subjectOf } from './consent-of-message.js';
import { ConsentRepository } from './consent.repository.js';
import { scopeAt, type ScopeOf } from './opt-out-scope.js';

/** How far the opt-outs of a batch reach. */
export interface Reach {
  readonly scopeOf: ScopeOf;
  /** What is stored, in every group, of the numbers whose opt-out reaches all of them. */
  readonly consents: readonly StoredConsent[];
}

/** Knows how far opt-outs reach, by whatever road they come. @source design, ruling 8 */
@Injectable()
export class OptOutReach {
  constructor(
    private readonly scopes: OptOutScopeReader,
    private readonly consents: ConsentRepository,
    private readonly phones: PhoneReader,
  ) {}

  /** @param workspaceIds of those in which an opt-out may be said; none: nothing is asked */
  async scopeOf(work: UnitOfWork, workspaceIds: readonly string[]): Promise<ScopeOf> {
    const scopes = new Map<string, readonly OptOutScope[]>();
    for (const workspaceId of new Set(workspaceIds))
      scopes.set(workspaceId, await this.scopes.optOutScopes(work, workspaceId));
    return ({ workspaceId, number }, at) => {
      const known = scopes.get(workspaceId) ?? [];
      // Reading a number is slow; most workspaces have nothing to look up.
      return known.length === 0 ? 'group' : scopeAt(known, this.phones.readPersonPhone(number.e164()).country, at);
    };
  }

  /** The same for texts. Costs a batch without opt-outs nothing. */
  async ofTexts(work: UnitOfWork, messages: readonly IdentifiedMessage[]): Promise<Reach> {
    const optOuts = messages.filter(mayOptOut);
    const workspaceIds = [...new Set(optOuts.map(({ workspaceId }) => workspaceId))];
    const scopeOf = await this.scopeOf(work, workspaceIds);
    const consents: StoredConsent[] = [];
    for (const workspaceId of workspaceIds) {
      const numbers = optOuts.flatMap((message) => {
        const subject = subjectOf(message);
        if (message.workspaceId !== workspaceId || typeof subject === 'string') return [];
        const key = { workspaceId, number: subject.number, groupId: subject.sender.group.id };
        return scopeOf(key, message.occurredAt) === 'all_groups' ? [subject.number] : [];
      });
      consents.push(...(await this.consents.findByNumber(work, workspaceId, numbers)));
    }
    return { scopeOf, consents };
  }
}

function mayOptOut({ classification: { category } }: IdentifiedMessage): boolean {
  return category === 'opt_out' || category === 'suspected_opt_out';
}

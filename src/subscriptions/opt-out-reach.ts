import { Injectable } from '@nestjs/common';
import type { IdentifiedMessage } from '../contracts/inbound/4-sender-identified.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { OptOutScopeReader } from '../contracts/readers/opt-out-scope.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { StoredConsent } from './consent-change.js';
import { subjectOf } from './consent-of-message.js';
import { ConsentRepository } from './consent.repository.js';
import { scopeAt } from './opt-out-scope.js';

/** The opt-outs of a batch that end more than their own group. */
export interface Reach {
  /** Ids of the messages. */
  readonly everywhere: ReadonlySet<string>;
  /** What is stored of their numbers, in every group. */
  readonly consents: readonly StoredConsent[];
}

const NOWHERE: Reach = { everywhere: new Set(), consents: [] };

/** Finds the texts whose opt-out reaches all groups of their number. Costs a batch without opt-outs nothing. */
@Injectable()
export class OptOutReach {
  constructor(
    private readonly scopes: OptOutScopeReader,
    private readonly consents: ConsentRepository,
    private readonly phones: PhoneReader,
  ) {}

  async of(work: UnitOfWork, messages: readonly IdentifiedMessage[]): Promise<Reach> {
    let reach = NOWHERE;
    for (const workspaceId of new Set(messages.filter(mayOptOut).map((message) => message.workspaceId))) {
      const scopes = await this.scopes.optOutScopes(work, workspaceId);
      if (scopes.length === 0) continue;
      const wide = messages.flatMap((message) => {
        const subject = subjectOf(message);
        if (message.workspaceId !== workspaceId || typeof subject === 'string' || !mayOptOut(message)) return [];
        const { country } = this.phones.readPersonPhone(subject.number.e164());
        return scopeAt(scopes, country, message.occurredAt) === 'all_groups'
          ? [{ id: message.id, number: subject.number }]
          : [];
      });
      const numbers = wide.map(({ number }) => number);
      const consents = await this.consents.findByNumber(work, workspaceId, numbers);
      reach = {
        everywhere: new Set([...reach.everywhere, ...wide.map(({ id }) => id)]),
        consents: [...reach.consents, ...consents],
      };
    }
    return reach;
  }
}

function mayOptOut({ classification: { category } }: IdentifiedMessage): boolean {
  return category === 'opt_out' || category === 'suspected_opt_out';
}

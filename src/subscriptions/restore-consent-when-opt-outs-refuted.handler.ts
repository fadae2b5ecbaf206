import { Injectable } from '@nestjs/common';
import { ConsentRestored, OptOutsRefuted, type Restoration } from '../contracts/review/opt-outs-refuted.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfCall } from './evidence.js';
import { RefutedOptOutRepository } from './refuted-opt-out.repository.js';

/**
 * Takes back opt-outs that an operator says the texts did not mean, in every group they reached, as long as nobody has
 * spoken about the consent there since. The person gets back what they had, never more.
 * @source contract "keywords and consent", section 7.1 (an operator action may lead to `subscribed`)
 */
@Injectable()
export class RestoreConsentWhenOptOutsRefuted {
  constructor(
    private readonly optOuts: RefutedOptOutRepository,
    private readonly consents: ConsentRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(OptOutsRefuted)
  async handle({ work, workspaceId, refutations }: OptOutsRefuted): Promise<ConsentRestored> {
    const ids = refutations.map(({ changeId }) => changeId);
    const seen = [...(await this.optOuts.find(work, workspaceId, ids)).values()].flat();
    await work.lock(
      'number',
      seen.map(({ number }) => number.e164()),
    );
    // Looked up again: a text of the number may have been decided while its lock was waited for.
    const optOuts = await this.optOuts.find(work, workspaceId, ids);
    const now = this.clock.now();
    const stored = await this.consents.find(work, [...optOuts.values()].flat());
    const book = new ConsentBook(stored, { recordedAt: now, newId: () => this.ids.uuid() });
    const restorations = refutations.map(({ changeId, actor }): Restoration => {
      const left = optOuts.get(changeId) ?? [];
      if (left.length === 0) return { changeId, outcome: 'gone', state: null };
      const standing = left.filter(({ overtaken }) => !overtaken);
      if (standing.length === 0) return { changeId, outcome: 'overtaken', state: null };
      for (const { id: originChangeId, profileIds, stateBefore: state, occurredAt, ...key } of standing) {
        const call = { source: 'operator', profileIds, actor, receivedAt: now, originChangeId } as const;
        book.restore(key, { state, occurredAt, request: null }, evidenceOfCall(call));
      }
      return { changeId, outcome: 'restored', state: standing[0]!.stateBefore };
    });
    this.consents.save(work, book);
    return new ConsentRestored(work, restorations);
  }
}

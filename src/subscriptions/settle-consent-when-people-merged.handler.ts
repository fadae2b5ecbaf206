import { Injectable } from '@nestjs/common';
import { DoubleOptInPrompts } from '../contracts/gateways/double-opt-in.gateway.js';
import { PeopleMerged } from '../contracts/profile/people-merged.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { ErasedNumberRepository } from './ledger/erased-number.repository.js';
import { leaves } from './group-wish.js';
import { OptOutReach } from './opt-out-reach.js';
import { carryConsentToNewNumbers } from './track-consent.js';

/**
 * Gives the wishes of gone profiles to the kept ones; where one took over a number, what it wished while it had none takes
 * effect. What a number consented to stays with the number.
 */
@Injectable()
export class SettleConsentWhenPeopleMerged {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly wishes: GroupWishRepository,
    private readonly erased: ErasedNumberRepository,
    private readonly optOuts: OptOutReach,
    private readonly prompts: DoubleOptInPrompts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(PeopleMerged)
  async handle({ work, people }: PeopleMerged): Promise<void> {
    const { workspaceId, actor, receivedAt, merged, phoneChanges } = people;
    await this.wishes.lock(
      work,
      merged.flatMap(({ goneId, keptId }) => [goneId, keptId]),
    );
    await this.wishes.moveMerged(work, workspaceId, merged);
    const arrivals = phoneChanges.map(({ brazeId }) => brazeId);
    const waiting = await this.wishes.take(work, workspaceId, arrivals);
    if (waiting.length === 0) return;

    const numbers = phoneChanges.flatMap(({ after }) => after ?? []);
    const stored = await this.consents.findByNumber(work, workspaceId, numbers);
    const leftBefore = await this.erased.leftBefore(work, workspaceId, numbers);
    const book = new ConsentBook(stored, {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      leftBefore,
      scopeOf: await this.optOuts.scopeOf(work, waiting.some(leaves) ? [workspaceId] : []),
    });
    carryConsentToNewNumbers(book, { id: this.ids.uuid(), workspaceId, actor, receivedAt }, phoneChanges, waiting);
    this.consents.save(work, book);
    await this.prompts.ask(work, workspaceId, book.waiting);
  }
}

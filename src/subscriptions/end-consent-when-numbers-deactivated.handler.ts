import { Injectable } from '@nestjs/common';
import { ConsentEnded, NumbersDeactivated } from '../contracts/delivery/numbers-deactivated.event.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfCall } from './evidence.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';

/**
 * Ends the consent of numbers whose line was given up, in groups under policy `safe`: the next owner starts with nothing.
 * The two parity policies keep the state, as their platforms do.
 * @source design, ruling 3
 */
@Injectable()
export class EndConsentWhenNumbersDeactivated {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly groups: SubscriptionGroupRepository,
    private readonly profiles: ProfileReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(NumbersDeactivated)
  async handle({ work, workspaceId, deactivations }: NumbersDeactivated): Promise<ConsentEnded> {
    const numbers = deactivations.map(({ number }) => number);
    const stored = await this.consents.findByNumber(work, workspaceId, numbers);
    if (stored.length === 0) return new ConsentEnded(work);
    const spoken = [...new Set(stored.map(({ number }) => number.e164()))];
    const holders = await this.profiles.byPhone(work, workspaceId, spoken);
    const groups = await this.groups.findMany(
      work,
      workspaceId,
      stored.map(({ groupId }) => groupId),
    );
    const now = this.clock.now();
    const book = new ConsentBook(stored, { recordedAt: now, newId: () => this.ids.uuid() });

    for (const { number, deactivatedAt, actor } of deactivations) {
      const profileIds = holders.filter(({ phoneE164 }) => phoneE164 === number.e164()).map(({ brazeId }) => brazeId);
      const evidence = evidenceOfCall({ source: 'deactivation', profileIds, actor, receivedAt: now });
      for (const key of stored)
        if (key.number.equals(number) && groups.get(key.groupId)?.policy === 'safe')
          book.endTenure(key, deactivatedAt, evidence);
    }
    this.consents.save(work, book);
    return new ConsentEnded(work);
  }
}

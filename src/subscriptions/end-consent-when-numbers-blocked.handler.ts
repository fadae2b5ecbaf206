import { Injectable } from '@nestjs/common';
import { BlocksHonoured, NumbersBlocked } from '../contracts/delivery/numbers-blocked.event.js';
import { ConnectionReader } from '../contracts/readers/connection.reader.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfCall } from './evidence.js';
import { OptOutReach } from './opt-out-reach.js';

/**
 * Takes a refusal "this person sent STOP" for the opt-out it reports, unless the person opted in after the refused text
 * was written. Where opt-outs reach all groups, so does this one.
 * @source contract "keywords and consent", section 6.1; contract "providers", section 2 `opted_out`
 */
@Injectable()
export class EndConsentWhenNumbersBlocked {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly optOuts: OptOutReach,
    private readonly profiles: ProfileReader,
    private readonly connections: ConnectionReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(NumbersBlocked)
  async handle({ work, workspaceId, blocks }: NumbersBlocked): Promise<BlocksHonoured> {
    const keyed = blocks.map((block) => ({ ...block, workspaceId }));
    const numbers = blocks.map(({ number }) => number);
    const book = new ConsentBook(await this.consents.findByNumber(work, workspaceId, numbers), {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      scopeOf: await this.optOuts.scopeOf(work, [workspaceId]),
    });
    const written = [...new Set(numbers.map((number) => number.e164()))];
    const holders = await this.profiles.byPhone(work, workspaceId, written);
    const providers = await this.connections.providers(work, workspaceId, [
      ...new Set(blocks.map(({ connectionId }) => connectionId)),
    ]);
    for (const { number, groupId, writtenAt, refusedAt, outboundMessageId, ...block } of keyed) {
      const profileIds = holders.filter(({ phoneE164 }) => phoneE164 === number.e164()).map(({ brazeId }) => brazeId);
      const call = evidenceOfCall({ source: 'carrier_block', profileIds, actor: null, receivedAt: refusedAt });
      book.take(
        { workspaceId, number, groupId },
        { says: 'carrier_block', occurredAt: writtenAt, request: outboundMessageId },
        {
          ...call,
          rule: block.code,
          provider: providers.get(block.connectionId) ?? null,
          providerMessageId: block.providerMessageId,
          sender: block.sender,
        },
      );
    }
    this.consents.save(work, book);
    return new BlocksHonoured(work);
  }
}

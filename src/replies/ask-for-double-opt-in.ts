import { Inject, Injectable } from '@nestjs/common';
import { DoubleOptInPrompts, type PersonToAsk } from '../contracts/gateways/double-opt-in.gateway.js';
import { type GroupSender, GroupSenderReader } from '../contracts/readers/group-sender.reader.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { Outbox } from '../kernel/outbox/outbox.js';
import { chooseSender } from './choose-sender.js';
import { LoopGuard } from './loop-guard.js';
import { type NewOutboundMessage, OutboundMessageRepository, sendMessage } from './outbound-message.repository.js';
import { defaultReplyText } from './reply-text.js';

const KIND = 'double_opt_in_prompt';

/** Puts the question of a double opt-in that began by API into the outbox. */
@Injectable()
export class AskForDoubleOptIn extends DoubleOptInPrompts {
  constructor(
    private readonly outbound: OutboundMessageRepository,
    private readonly senders: GroupSenderReader,
    private readonly phones: PhoneReader,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  /** Who cannot be asked, because the group has no sender that hears the answer, stays pending: the log says so. */
  override async ask(work: UnitOfWork, workspaceId: string, people: readonly PersonToAsk[]): Promise<void> {
    if (people.length === 0) return;
    const now = this.clock.now();
    const senders = await this.senders.ofGroups(work, workspaceId, [...new Set(people.map(({ groupId }) => groupId))]);
    const wanted = people.flatMap((person) => this.promptFor(workspaceId, person, senders, now) ?? []);
    const guard = new LoopGuard(await this.outbound.findRecent(work, wanted, now));
    const prompts = wanted.filter((prompt) => {
      const reason = guard.holdBack(prompt);
      if (reason !== null) this.logger.warn({ group_id: prompt.groupId, reason }, 'double opt-in prompt held back');
      return reason === null;
    });
    await this.outbound.insertMany(work, prompts);
    this.outbox.add(work, prompts.map(sendMessage));
  }

  private promptFor(
    workspaceId: string,
    { number, groupId }: PersonToAsk,
    senders: readonly GroupSender[],
    at: Date,
  ): NewOutboundMessage | null {
    const countryOf = (address: string) => this.phones.readPersonPhone(address).country;
    const own = senders.filter(({ group }) => group.id === groupId);
    const sender = chooseSender(own, countryOf(number.e164()), countryOf);
    const body = sender === null ? null : defaultReplyText(KIND, sender, 'en');
    if (sender === null || body === null) {
      this.logger.warn({ group_id: groupId, reason: 'no_sender' }, 'double opt-in prompt held back');
      return null;
    }
    const { connectionId, address: from } = sender;
    const ends = { to: number.e164(), from, connectionId };
    return {
      id: this.ids.uuid(),
      workspaceId,
      inboundMessageId: null,
      ...ends,
      groupId,
      kind: KIND,
      body,
      via: 'api',
      at,
    };
  }
}

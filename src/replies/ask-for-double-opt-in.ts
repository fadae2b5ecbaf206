import { Inject, Injectable } from '@nestjs/common';
import { DoubleOptInPrompts, type PersonToAsk } from '../contracts/gateways/double-opt-in.gateway.js';
import { DoubleOptInPromptReader } from '../contracts/readers/double-opt-in-prompt.reader.js';
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
import { BrokenTemplate } from './reply-template.js';
import { defaultReplyText } from './reply-text.js';
import { TemplateShelf } from './template-shelf.js';

const KIND = 'double_opt_in_prompt';

/** What it takes to ask the people of a group. */
interface AskingMeans {
  readonly senders: readonly GroupSender[];
  /** The group's own words; null: it wrote none. */
  readonly template: string | null;
  readonly at: Date;
}

/** Puts the question of a double opt-in that began by API into the outbox. */
@Injectable()
export class AskForDoubleOptIn extends DoubleOptInPrompts {
  constructor(
    private readonly outbound: OutboundMessageRepository,
    private readonly senders: GroupSenderReader,
    private readonly configured: DoubleOptInPromptReader,
    private readonly templates: TemplateShelf,
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
    const groupIds = [...new Set(people.map(({ groupId }) => groupId))];
    const senders = await this.senders.ofGroups(work, workspaceId, groupIds);
    const prompts = await this.configured.promptsOf(work, workspaceId, groupIds);
    const wanted = people.flatMap((person) => {
      const template = prompts.get(person.groupId) ?? null;
      return this.promptFor(workspaceId, person, { senders, template, at: now }) ?? [];
    });
    const guard = new LoopGuard(await this.outbound.findRecent(work, wanted, now));
    const asked = wanted.filter((prompt) => {
      const reason = guard.holdBack(prompt);
      if (reason !== null) this.logger.warn({ group_id: prompt.groupId, reason }, 'double opt-in prompt held back');
      return reason === null;
    });
    await this.outbound.insertMany(work, asked);
    this.outbox.add(work, asked.map(sendMessage));
  }

  /** Filled in for nobody: who they are the call did not say. @returns null where the built-in words are better */
  private worded(template: string | null): string | null {
    if (template === null) return null;
    try {
      const text = this.templates.get(template).render({ text: '', mediaUrls: [], profile: null });
      return text.trim() === '' ? null : text;
    } catch (error) {
      if (error instanceof BrokenTemplate) return null;
      throw error;
    }
  }

  private promptFor(
    workspaceId: string,
    { number, groupId }: PersonToAsk,
    { senders, template, at }: AskingMeans,
  ): NewOutboundMessage | null {
    const countryOf = (address: string) => this.phones.readPersonPhone(address).country;
    const own = senders.filter(({ group }) => group.id === groupId);
    const sender = chooseSender(own, countryOf(number.e164()), countryOf);
    const body = sender === null ? null : (this.worded(template) ?? defaultReplyText(KIND, sender, 'en'));
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

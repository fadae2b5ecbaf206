import { Injectable } from '@nestjs/common';
import { EventRecorded, type RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { type AnsweredMessage, type QuietHours, ReplyQueued } from '../contracts/inbound/7-reply-queued.event.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { CampaignReader } from '../contracts/readers/campaign.reader.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { Masked } from '../kernel/masked.js';
import { Outbox } from '../kernel/outbox/outbox.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { Clarifications } from './clarifications/clarifications.js';
import { LoopGuard } from './loop-guard.js';
import { type NewOutboundMessage, OutboundMessageRepository, sendMessage } from './outbound-message.repository.js';
import { heedQuietHours } from './quiet-hours/heed-quiet-hours.js';
import { ReplyAlerts } from './reply-alerts.js';
import { decideReply } from './reply-rules.js';
import type { ReplyKind } from './reply-text.js';
import { ReplyWriter } from './reply-writer.js';

/** A message together with the reply it gets, or the reason why it gets none. */
interface Answer {
  readonly message: RecordedMessage;
  readonly reply: NewOutboundMessage | null;
  readonly reason: string;
  readonly quietHours?: QuietHours | null;
}

/** Writes the one answer to each text: into the provider's response, or into the outbox. */
@Injectable()
export class QueueReplyWhenEventRecorded {
  constructor(
    private readonly outbound: OutboundMessageRepository,
    private readonly writer: ReplyWriter,
    private readonly clarifications: Clarifications,
    private readonly phones: PhoneReader,
    private readonly campaigns: CampaignReader,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly alerts: ReplyAlerts,
  ) {}

  @Handles(EventRecorded)
  async handle({ work, messages }: EventRecorded): Promise<ReplyQueued> {
    const now = this.clock.now();
    const wanted = await this.wantedReplies(work, messages, now);
    const guarded = await this.guard(work, wanted, now);
    if (!work.isRehearsal) for (const { message, reason } of guarded) this.alerts.note(message.id, reason);
    const replies = guarded.flatMap(({ reply }) => reply ?? []);
    const stored = await this.outbound.insertMany(work, replies);
    this.outbox.add(work, replies.filter(({ id, via }) => via === 'api' && stored.has(id)).map(sendMessage));
    const answers = guarded.map((answer) => answered(answer, stored));
    const leaving = new Map(replies.map(({ inboundMessageId, leavesAt }) => [inboundMessageId, leavesAt ?? now]));
    this.clarifications.follow(work, answers, leaving, now);
    return new ReplyQueued(work, answers);
  }

  private async wantedReplies(work: UnitOfWork, messages: readonly RecordedMessage[], now: Date): Promise<Answer[]> {
    const campaigns = await this.campaigns.replyFor(work, messages);
    const decided = messages.map((message) => {
      const campaign = campaigns.get(message.id) ?? null;
      return { message, campaign, decision: decideReply(message, now, this.countryOf, campaign) };
    });
    const drafts = decided.flatMap(({ message, decision }) =>
      decision.outcome === 'reply' ? [{ message, wording: decision.wording }] : [],
    );
    const written = (await this.writer.write(work, drafts)).values();
    return decided.map(({ message, campaign, decision }) => {
      if (decision.outcome === 'none') return { message, reply: null, reason: decision.reason };
      const { text, outcome } = written.next().value!;
      if (text === null) return { message, reply: null, reason: outcome };
      const unhurried = this.newMessage(message, decision.kind, text, now);
      const { reply, quietHours } = heedQuietHours(unhurried, now, () =>
        this.countryOf(PhoneNumber.fromE164(unhurried.to)),
      );
      if (quietHours !== null) return { message, reply, reason: 'quiet_hours', quietHours };
      const queued = decision.kind === 'campaign' ? `campaign:${campaign?.campaignId ?? ''}` : 'queued';
      return { message, reply, reason: outcome === 'written' ? queued : outcome };
    });
  }

  private newMessage(message: RecordedMessage, kind: ReplyKind, body: string, at: Date): NewOutboundMessage {
    const { id: inboundMessageId, workspaceId, connectionId, from, sender, replyVia: via } = message;
    if (from.kind !== 'e164' || sender === null)
      throw new TypeError('A reply was decided for a text nobody can answer.');
    const ends = { to: from.number.e164(), from: sender.address, groupId: sender.group.id };
    return { id: this.ids.uuid(), workspaceId, inboundMessageId, connectionId, ...ends, kind, body, via, at };
  }

  private async guard(work: UnitOfWork, wanted: readonly Answer[], now: Date): Promise<readonly Answer[]> {
    const numbers = wanted.flatMap(({ reply }) => reply ?? []);
    const loopGuard = new LoopGuard(await this.outbound.findRecent(work, numbers, now));
    return wanted.map((answer) => {
      const reason = answer.reply === null ? null : loopGuard.holdBack(answer.reply);
      return reason === null ? answer : { message: answer.message, reply: null, reason };
    });
  }

  private readonly countryOf = (number: PhoneNumber): string | null =>
    this.phones.readPersonPhone(number.e164()).country;
}

function answered({ message, reply, reason, quietHours = null }: Answer, stored: ReadonlySet<string>): AnsweredMessage {
  if (reply === null) return { ...message, reply: null, replyReason: reason, quietHours };
  if (!stored.has(reply.id)) return { ...message, reply: null, replyReason: 'already_answered', quietHours: null };
  const { id, kind, body, via } = reply;
  return { ...message, reply: { id, kind, text: new Masked(body), via }, replyReason: reason, quietHours };
}

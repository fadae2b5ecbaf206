import { Inject, Injectable } from '@nestjs/common';
import { EventRecorded, type RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { type AnsweredMessage, ReplyQueued } from '../contracts/inbound/7-reply-queued.event.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { LOGGER, type Logger } from '../kernel/logging/logger.js';
import { Masked } from '../kernel/masked.js';
import { Outbox } from '../kernel/outbox/outbox.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { LoopGuard } from './loop-guard.js';
import { type NewOutboundMessage, OutboundMessageRepository } from './outbound-message.repository.js';
import { decideReply } from './reply-rules.js';

/** A message together with the reply it gets, or the reason why it gets none. */
interface Answer {
  readonly message: RecordedMessage;
  readonly reply: NewOutboundMessage | null;
  readonly reason: string;
}

/** Silence that somebody should look at. @source contract "keywords and consent", 7.3 */
const ALERTS = new Set(['loop_guard', 'too_late']);

/** Writes the one answer to each text: into the provider's response, or into the outbox. */
@Injectable()
export class QueueReplyWhenEventRecorded {
  constructor(
    private readonly outbound: OutboundMessageRepository,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Handles(EventRecorded)
  async handle({ work, messages }: EventRecorded): Promise<ReplyQueued> {
    const now = this.clock.now();
    const wanted = messages.map((message) => this.wantedReply(message, now));
    const guarded = await this.guard(work, wanted, now);
    for (const { message, reason } of guarded)
      if (ALERTS.has(reason)) this.logger.warn({ inbound_message_id: message.id, reason }, 'automatic reply held back');
    const replies = guarded.flatMap(({ reply }) => reply ?? []);
    const stored = await this.outbound.insertMany(work, replies);
    await this.outbox.add(
      work,
      replies
        .filter(({ id, via }) => via === 'api' && stored.has(id))
        .map(({ id, workspaceId }) => ({
          workspaceId,
          topic: 'send_message',
          payload: { outbound_message_id: id, workspace_id: workspaceId },
        })),
    );
    return new ReplyQueued(
      work,
      guarded.map((answer) => answered(answer, stored)),
    );
  }

  private wantedReply(message: RecordedMessage, now: Date): Answer {
    const wanted = decideReply(message, now);
    if (wanted.outcome === 'none') return { message, reply: null, reason: wanted.reason };
    const { id: inboundMessageId, workspaceId, connectionId, from, sender, replyVia: via } = message;
    if (from.kind !== 'e164' || sender === null)
      throw new TypeError('A reply was decided for a text nobody can answer.');
    const { kind, text: body } = wanted;
    const ends = { to: from.number.e164(), from: sender.address };
    const reply = {
      id: this.ids.uuid(),
      workspaceId,
      inboundMessageId,
      connectionId,
      ...ends,
      kind,
      body,
      via,
      at: now,
    };
    return { message, reply, reason: 'queued' };
  }

  private async guard(work: UnitOfWork, wanted: readonly Answer[], now: Date): Promise<readonly Answer[]> {
    const numbers = wanted.flatMap(({ reply }) => reply ?? []);
    const loopGuard = new LoopGuard(await this.outbound.findRecent(work, numbers, now));
    return wanted.map((answer) => {
      const reason = answer.reply === null ? null : loopGuard.holdBack(answer.reply);
      return reason === null ? answer : { ...answer, reply: null, reason };
    });
  }
}

function answered({ message, reply, reason }: Answer, stored: ReadonlySet<string>): AnsweredMessage {
  if (reply === null) return { ...message, reply: null, replyReason: reason };
  if (!stored.has(reply.id)) return { ...message, reply: null, replyReason: 'already_answered' };
  const { id, kind, body, via } = reply;
  return { ...message, reply: { id, kind, text: new Masked(body), via }, replyReason: reason };
}

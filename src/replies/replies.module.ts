import { Module } from '@nestjs/common';
import { OutboundMessageRepository } from './outbound-message.repository.js';
import { OutboundMessagesController } from './outbound-messages.controller.js';
import { QueueReplyWhenEventRecorded } from './queue-reply-when-event-recorded.handler.js';

/** What Hark answers: at most one text per text, never into a loop, and never what somebody else answered already. */
@Module({
  controllers: [OutboundMessagesController],
  providers: [OutboundMessageRepository, QueueReplyWhenEventRecorded],
})
export class RepliesModule {}

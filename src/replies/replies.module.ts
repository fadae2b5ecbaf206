import { Global, Module } from '@nestjs/common';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { OutboundMessageRepository } from './outbound-message.repository.js';
import { OutboundMessagesController } from './outbound-messages.controller.js';
import { QueueReplyWhenEventRecorded } from './queue-reply-when-event-recorded.handler.js';
import { ReplyWriter } from './reply-writer.js';
import { TemplateShelf } from './template-shelf.js';

/** What Hark answers: at most one text per text, never into a loop, and never what somebody else answered already. */
@Global()
@Module({
  controllers: [OutboundMessagesController],
  providers: [
    OutboundMessageRepository,
    QueueReplyWhenEventRecorded,
    ReplyWriter,
    TemplateShelf,
    { provide: ReplyTemplates, useExisting: TemplateShelf },
  ],
  exports: [ReplyTemplates],
})
export class RepliesModule {}

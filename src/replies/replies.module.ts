import { Global, Module } from '@nestjs/common';
import { DoubleOptInPrompts } from '../contracts/gateways/double-opt-in.gateway.js';
import { MarketingPauseReader } from '../contracts/readers/marketing-pause.reader.js';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { AskForDoubleOptIn } from './ask-for-double-opt-in.js';
import { ClarificationRepository } from './clarifications/clarification.repository.js';
import { Clarifications } from './clarifications/clarifications.js';
import { ClarificationsController } from './clarifications/clarifications.controller.js';
import { CountSilence } from './clarifications/count-silence.js';
import { EraseRepliesWhenConsentErased } from './erase-replies-when-consent-erased.handler.js';
import { OutboundMessageRepository } from './outbound-message.repository.js';
import { OutboundMessagesController } from './outbound-messages.controller.js';
import { QueueReplyWhenEventRecorded } from './queue-reply-when-event-recorded.handler.js';
import { ReplyAlerts } from './reply-alerts.js';
import { ReplyWriter } from './reply-writer.js';
import { TemplateShelf } from './template-shelf.js';

/** What Hark answers: at most one text per text, never into a loop, and never what somebody else answered already. */
@Global()
@Module({
  controllers: [ClarificationsController, OutboundMessagesController],
  providers: [
    OutboundMessageRepository,
    QueueReplyWhenEventRecorded,
    EraseRepliesWhenConsentErased,
    ReplyAlerts,
    ReplyWriter,
    TemplateShelf,
    ClarificationRepository,
    Clarifications,
    CountSilence,
    { provide: DoubleOptInPrompts, useClass: AskForDoubleOptIn },
    { provide: MarketingPauseReader, useExisting: ClarificationRepository },
    { provide: ReplyTemplates, useExisting: TemplateShelf },
  ],
  exports: [DoubleOptInPrompts, MarketingPauseReader, ReplyTemplates],
})
export class RepliesModule {}

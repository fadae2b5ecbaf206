import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsentReader } from '../contracts/readers/consent.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { ConsentHistoryController } from './consent-history.controller.js';
import { ConsentHistoryRepository } from './consent-history.repository.js';
import { ConsentRepository } from './consent.repository.js';
import { CreateSampleSendersWhenConnectionCreated } from './create-sample-senders-when-connection-created.handler.js';
import { DecideConsentWhenSenderIdentified } from './decide-consent-when-sender-identified.handler.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { SenderCheck } from './sender-check.js';
import { Sender } from './sender.entity.js';
import { SenderRepository } from './sender.repository.js';
import { SendersController } from './senders.controller.js';
import { SettleConsentWhenProfilesTracked } from './settle-consent-when-profiles-tracked.handler.js';
import { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { SubscriptionGroupsController } from './subscription-groups.controller.js';
import { SubscriptionStatusController } from './subscription-status.controller.js';
import { SubscriptionStatusReader } from './subscription-status.reader.js';

/** Groups, our own addresses, and the consent of every number in every group with the history that proves it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SubscriptionGroup, Sender])],
  controllers: [
    SubscriptionStatusController,
    SubscriptionGroupsController,
    SendersController,
    ConsentHistoryController,
  ],
  providers: [
    DecideConsentWhenSenderIdentified,
    SettleConsentWhenProfilesTracked,
    CreateSampleSendersWhenConnectionCreated,
    ConsentRepository,
    ConsentHistoryRepository,
    GroupWishRepository,
    SubscriptionGroupRepository,
    SenderRepository,
    SenderCheck,
    SubscriptionStatusReader,
    { provide: SenderReader, useExisting: SenderRepository },
    { provide: ConsentReader, useExisting: ConsentRepository },
  ],
  exports: [SenderReader, ConsentReader],
})
export class SubscriptionsModule {}

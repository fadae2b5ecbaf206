import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsentReader } from '../contracts/readers/consent.reader.js';
import { GroupSenderReader } from '../contracts/readers/group-sender.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { ConsentHistoryController } from './consent-history.controller.js';
import { ConsentHistoryRepository } from './consent-history.repository.js';
import { ConsentRepository } from './consent.repository.js';
import { ConsentWordingController } from './consent-wording.controller.js';
import { ConsentWordingRepository } from './consent-wording.repository.js';
import { CountSilenceWhenQuestionsUnanswered } from './count-silence-when-questions-unanswered.handler.js';
import { CreateSampleSendersWhenConnectionCreated } from './create-sample-senders-when-connection-created.handler.js';
import { DecideConsentWhenSenderIdentified } from './decide-consent-when-sender-identified.handler.js';
import { EndConsentWhenNumbersBlocked } from './end-consent-when-numbers-blocked.handler.js';
import { EndConsentWhenNumbersDeactivated } from './end-consent-when-numbers-deactivated.handler.js';
import { EraseConsentWhenTextsErased } from './erase-consent-when-texts-erased.handler.js';
import { GiveWishesBackWhenMergeUndone } from './give-wishes-back-when-merge-undone.handler.js';
import { GroupWishRepository } from './group-wish.repository.js';
import { ConsentProofController } from './ledger/consent-proof.controller.js';
import { ConsentSealer } from './ledger/consent-sealer.js';
import { ErasedNumberRepository } from './ledger/erased-number.repository.js';
import { ProofRepository } from './ledger/proof.repository.js';
import { SealRepository } from './ledger/seal.repository.js';
import { OptOutReach } from './opt-out-reach.js';
import { PeopleFinder } from './people-finder.js';
import { ProfileStates } from './profile-states.js';
import { RefutedOptOutRepository } from './refuted-opt-out.repository.js';
import { RestoreConsentWhenOptOutsRefuted } from './restore-consent-when-opt-outs-refuted.handler.js';
import { SenderCheck } from './sender-check.js';
import { Sender } from './sender.entity.js';
import { SenderRepository } from './sender.repository.js';
import { SendersController } from './senders.controller.js';
import { SetStatus } from './set-status.js';
import { SetStatusController } from './set-status.controller.js';
import { SettleConsentWhenPeopleMerged } from './settle-consent-when-people-merged.handler.js';
import { SettleConsentWhenProfilesTracked } from './settle-consent-when-profiles-tracked.handler.js';
import { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { SubscriptionGroupsController } from './subscription-groups.controller.js';
import { SubscriptionStatusController } from './subscription-status.controller.js';
import { SubscriptionStatusReader } from './subscription-status.reader.js';
import { UserStatusController } from './user-status.controller.js';
import { UserStatusReader } from './user-status.reader.js';

/** Groups, our own addresses, and the consent of every number in every group with the history that proves it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SubscriptionGroup, Sender])],
  controllers: [
    SubscriptionStatusController,
    SetStatusController,
    UserStatusController,
    SubscriptionGroupsController,
    SendersController,
    ConsentHistoryController,
    ConsentProofController,
    ConsentWordingController,
  ],
  providers: [
    DecideConsentWhenSenderIdentified,
    SettleConsentWhenProfilesTracked,
    SettleConsentWhenPeopleMerged,
    GiveWishesBackWhenMergeUndone,
    EndConsentWhenNumbersBlocked,
    EndConsentWhenNumbersDeactivated,
    CountSilenceWhenQuestionsUnanswered,
    EraseConsentWhenTextsErased,
    OptOutReach,
    RestoreConsentWhenOptOutsRefuted,
    RefutedOptOutRepository,
    CreateSampleSendersWhenConnectionCreated,
    ConsentRepository,
    ConsentHistoryRepository,
    ConsentWordingRepository,
    GroupWishRepository,
    SubscriptionGroupRepository,
    SenderRepository,
    SenderCheck,
    SubscriptionStatusReader,
    UserStatusReader,
    PeopleFinder,
    ProfileStates,
    SetStatus,
    ConsentSealer,
    SealRepository,
    ProofRepository,
    ErasedNumberRepository,
    { provide: SenderReader, useExisting: SenderRepository },
    { provide: GroupSenderReader, useExisting: SenderRepository },
    { provide: ConsentReader, useExisting: ConsentRepository },
  ],
  exports: [GroupSenderReader, SenderReader, ConsentReader],
})
export class SubscriptionsModule {}

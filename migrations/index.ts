import { CreateWorkspace1795300000000 } from './1795300000000-create-workspace.js';
import { CreateInboundMessage1795300100000 } from './1795300100000-create-inbound-message.js';
import { CreateSubscription1795300200000 } from './1795300200000-create-subscription.js';
import { CreateKeywordSet1795300300000 } from './1795300300000-create-keyword-set.js';
import { CreateProfile1795300400000 } from './1795300400000-create-profile.js';
import { CreateCustomEvent1795300500000 } from './1795300500000-create-custom-event.js';
import { CreateOutboundMessage1795300600000 } from './1795300600000-create-outbound-message.js';
import { CreatePurchase1795300700000 } from './1795300700000-create-purchase.js';
import { CreateInvalidNumber1795300800000 } from './1795300800000-create-invalid-number.js';
import { CreateConsentSeal1795300900000 } from './1795300900000-create-consent-seal.js';
import { CreateProfileMerge1795301100000 } from './1795301100000-create-profile-merge.js';
import { AddFirstOwnerOfEvents1795301200000 } from './1795301200000-add-first-owner-of-events.js';
import { CreateMergedGroupWish1795301300000 } from './1795301300000-create-merged-group-wish.js';
import { CreateCampaign1795301500000 } from './1795301500000-create-campaign.js';
import { CreateReview1795301600000 } from './1795301600000-create-review.js';
import { CreateTrackLog1795301900000 } from './1795301900000-create-track-log.js';
import { AddDefaultReply1795302000000 } from './1795302000000-add-default-reply.js';
import { CreateClarification1795302100000 } from './1795302100000-create-clarification.js';
import { CreateOptOutScope1795302200000 } from './1795302200000-create-opt-out-scope.js';
import { AllowUnpromptedMessages1795302300000 } from './1795302300000-allow-unprompted-messages.js';
import { AllowErasedMessages1795302400000 } from './1795302400000-allow-erased-messages.js';
import { CreateProfileFormerNumber1795302500000 } from './1795302500000-create-profile-former-number.js';
import { AllowEventWithCategory1795302510000 } from './1795302510000-allow-event-with-category.js';
import { CreateConsentWording1795302520000 } from './1795302520000-create-consent-wording.js';
import { AddReadingToClarification1795302600000 } from './1795302600000-add-reading-to-clarification.js';
import { AddDisabledAtToWorkspace1795302700000 } from './1795302700000-add-disabled-at-to-workspace.js';
import { AddAllowedIpsToApiKey1795302800000 } from './1795302800000-add-allowed-ips-to-api-key.js';
import { CreateConfigurationVersion1795303000000 } from './1795303000000-create-configuration-version.js';
import { LeaveDocumentsOutOfStatistics1795303100000 } from './1795303100000-leave-documents-out-of-statistics.js';

/** All migrations in order. Listed by hand so that the built product needs no file search at start. */
export const migrations = [
  CreateWorkspace1795300000000,
  CreateInboundMessage1795300100000,
  CreateSubscription1795300200000,
  CreateKeywordSet1795300300000,
  CreateProfile1795300400000,
  CreateCustomEvent1795300500000,
  CreateOutboundMessage1795300600000,
  CreatePurchase1795300700000,
  CreateInvalidNumber1795300800000,
  CreateConsentSeal1795300900000,
  CreateProfileMerge1795301100000,
  AddFirstOwnerOfEvents1795301200000,
  CreateMergedGroupWish1795301300000,
  CreateCampaign1795301500000,
  CreateReview1795301600000,
  CreateTrackLog1795301900000,
  AddDefaultReply1795302000000,
  CreateClarification1795302100000,
  CreateOptOutScope1795302200000,
  AllowUnpromptedMessages1795302300000,
  AllowErasedMessages1795302400000,
  CreateProfileFormerNumber1795302500000,
  AllowEventWithCategory1795302510000,
  CreateConsentWording1795302520000,
  AddReadingToClarification1795302600000,
  AddDisabledAtToWorkspace1795302700000,
  AddAllowedIpsToApiKey1795302800000,
  CreateConfigurationVersion1795303000000,
  LeaveDocumentsOutOfStatistics1795303100000,
];

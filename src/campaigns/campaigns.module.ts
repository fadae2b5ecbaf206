import { Global, Module } from '@nestjs/common';
import { CampaignReader } from '../contracts/readers/campaign.reader.js';
import { CampaignAnswers } from './campaign-answers.js';
import { CampaignRepository } from './campaign.repository.js';
import { CampaignsController } from './campaigns.controller.js';
import { SaveCampaign } from './save-campaign.js';

/** Keyword campaigns: what the group says to a word for a time. Texts are answered by the replies, which ask here. */
@Global()
@Module({
  controllers: [CampaignsController],
  providers: [
    CampaignRepository,
    SaveCampaign,
    CampaignAnswers,
    { provide: CampaignReader, useExisting: CampaignAnswers },
  ],
  exports: [CampaignReader],
})
export class CampaignsModule {}

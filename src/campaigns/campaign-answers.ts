import { Injectable } from '@nestjs/common';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { CampaignReader, type CampaignReply } from '../contracts/readers/campaign.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { campaignFor, comparableBody, mayTrigger } from './campaign-rules.js';
import { type BatchOfTexts, CampaignRepository } from './campaign.repository.js';

/** Finds the campaign that answers each text of a batch, in one statement; in none when there are no campaigns. */
@Injectable()
export class CampaignAnswers extends CampaignReader {
  constructor(private readonly campaigns: CampaignRepository) {
    super();
  }

  async replyFor(work: UnitOfWork, messages: readonly RecordedMessage[]): Promise<ReadonlyMap<string, CampaignReply>> {
    const asking: RecordedMessage[] = [];
    for (const message of messages)
      if (mayTrigger(message) && (await this.campaigns.hasAny(work, message.workspaceId))) asking.push(message);
    const candidates = await this.campaigns.findCandidates(work, batchOf(asking));
    return new Map(
      asking.flatMap((message) => {
        const ofGroup = candidates.filter(
          ({ workspaceId, groupId }) => workspaceId === message.workspaceId && groupId === message.sender?.group.id,
        );
        const campaign = campaignFor(message, ofGroup);
        return campaign === null ? [] : [[message.id, { campaignId: campaign.id, text: campaign.reply }]];
      }),
    );
  }
}

function batchOf(messages: readonly RecordedMessage[]): BatchOfTexts {
  const groups = messages.flatMap(({ workspaceId, sender }) =>
    sender === null ? [] : [{ workspaceId, groupId: sender.group.id }],
  );
  return {
    groups: [...new Map(groups.map((group) => [`${group.workspaceId}/${group.groupId}`, group])).values()],
    bodies: [...new Set(messages.map(({ text }) => comparableBody(text.reveal())))],
    since: new Date(Math.min(...messages.map(({ receivedAt }) => receivedAt.getTime()))),
  };
}

import { Injectable } from '@nestjs/common';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { CampaignReader, type CampaignReply } from '../contracts/readers/campaign.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { campaignFor, comparableBody, mayTrigger } from './campaign-rules.js';
import { CampaignRepository, type GroupOfTexts } from './campaign.repository.js';

/** Finds the campaign that answers each text of a batch, in one statement; in none when no text can have one. */
@Injectable()
export class CampaignAnswers extends CampaignReader {
  constructor(private readonly campaigns: CampaignRepository) {
    super();
  }

  async replyFor(work: UnitOfWork, messages: readonly RecordedMessage[]): Promise<ReadonlyMap<string, CampaignReply>> {
    const asking = messages.filter(mayTrigger);
    const candidates = await this.campaigns.findCandidates(work, groupsOf(asking));
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

function groupsOf(messages: readonly RecordedMessage[]): readonly GroupOfTexts[] {
  const groups = new Map<string, GroupOfTexts>();
  for (const { workspaceId, sender, text, receivedAt } of messages) {
    if (sender === null) continue;
    const key = `${workspaceId}/${sender.group.id}`;
    const known = groups.get(key);
    const body = comparableBody(text.reveal());
    groups.set(key, {
      workspaceId,
      groupId: sender.group.id,
      bodies: [...new Set([...(known?.bodies ?? []), body])],
      since: known === undefined || receivedAt < known.since ? receivedAt : known.since,
    });
  }
  return [...groups.values()];
}

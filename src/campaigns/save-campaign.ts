import { Injectable } from '@nestjs/common';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { violatedConstraint } from '../kernel/database/database-errors.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Campaign } from './campaign.js';
import { clash } from './campaign-rules.js';
import { CampaignRepository } from './campaign.repository.js';
import { campaignFaults } from './trigger-faults.js';

/** Most campaigns of one group that run or will run: all of them may be compared with every text. */
const MAX_RUNNING = 100;

/** Stores a campaign if it is right by itself and beside the others of its group. */
@Injectable()
export class SaveCampaign {
  constructor(
    private readonly transactions: Transactions,
    private readonly campaigns: CampaignRepository,
    private readonly senders: SenderReader,
    private readonly templates: ReplyTemplates,
    private readonly clock: Clock,
  ) {}

  /**
   * @param make gives the campaign as it shall be, inside the transaction that stores it
   * @param isNewTrigger a trigger that stays may name an event of before the group was renamed; the campaign must still
   *   be one that can be ended
   * @throws InvalidRequest naming every field that is wrong
   */
  async run(make: (work: UnitOfWork) => Promise<Campaign>, isNewTrigger: boolean): Promise<Campaign> {
    try {
      return await this.transactions.run(async (work) => {
        const campaign = await make(work);
        await this.check(work, campaign, isNewTrigger);
        await this.campaigns.save(work, campaign);
        return campaign;
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'campaign_name_unique') throw error;
      throw new InvalidRequest(`'name' is already used by another campaign`);
    }
  }

  private async check(work: UnitOfWork, campaign: Campaign, isNewTrigger: boolean): Promise<void> {
    const { workspaceId, groupId, trigger, activeUntil } = campaign;
    const now = this.clock.now();
    const group = (await this.senders.groups(work, workspaceId, [groupId])).get(groupId);
    if (group === undefined) throw new InvalidRequest(`'subscription_group_id' is no group of this workspace`);
    const faults = campaignFaults(campaign, isNewTrigger ? eventOf(group.name) : trigger.event);
    if (faults[0] !== undefined) throw new InvalidRequest(faults[0].message, faults);
    const broken = this.templates.check(campaign.reply);
    if (broken !== null) throw new InvalidRequest(`'reply': ${broken}`);
    if (activeUntil !== null && activeUntil <= now) return;
    const running = await this.campaigns.lockRunning(work, workspaceId, groupId, now);
    const other = running.find((each) => clash(campaign, each));
    if (other !== undefined)
      throw new InvalidRequest(`'trigger' is also that of the campaign '${other.name}' (${other.id}) at the same time`);
    if (running.filter(({ id }) => id !== campaign.id).length >= MAX_RUNNING)
      throw new InvalidRequest(`This subscription group has ${MAX_RUNNING} campaigns already; end one of them first`);
  }
}

/** The event that texts to a group record. @source contract "Braze API", section 6.5 */
function eventOf(groupName: string): string {
  return `sms_response_${groupName}_custom`;
}

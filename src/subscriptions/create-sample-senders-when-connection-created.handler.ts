import { Injectable } from '@nestjs/common';
import { SampleConnectionCreated, SampleSendersCreated } from '../contracts/setup/workspace-created.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { SenderRepository } from './sender.repository.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';

/** The three ways to be texted, so that every rule can be tried at once. @source design, section 4 (`HARK_SAMPLE_DATA`) */
const SAMPLE_SENDERS = [
  { address: '+14155550100', kind: 'long_code' },
  { address: '+18005550100', kind: 'toll_free' },
  { address: '12345', kind: 'short_code' },
] as const;

/** Gives a new workspace a group and three senders to try things with. */
@Injectable()
export class CreateSampleSendersWhenConnectionCreated {
  constructor(
    private readonly groups: SubscriptionGroupRepository,
    private readonly senders: SenderRepository,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(SampleConnectionCreated)
  async handle({ work, workspaceId, connectionId }: SampleConnectionCreated): Promise<SampleSendersCreated> {
    const createdAt = this.clock.now();
    const times = { createdAt, updatedAt: createdAt };
    const groupId = this.ids.uuid();
    await this.groups.add(work, {
      workspaceId,
      id: groupId,
      name: 'Marketing',
      channel: 'sms',
      policy: 'safe',
      languages: ['en'],
      doubleOptIn: false,
      suspectedOptOut: null,
      defaultReply: null,
      ...times,
    });
    const senders = SAMPLE_SENDERS.map((sender) => ({
      workspaceId,
      id: this.ids.uuid(),
      ...sender,
      connectionId,
      subscriptionGroupId: groupId,
      keywordsActivated: true,
      optOutInstructions: null,
      ...times,
    }));
    await this.senders.add(work, senders);
    return new SampleSendersCreated(work);
  }
}

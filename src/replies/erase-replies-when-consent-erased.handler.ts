import { Injectable } from '@nestjs/common';
import { ConsentErased, ErasureRecorded } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ClarificationRepository } from './clarifications/clarification.repository.js';
import { OutboundMessageRepository } from './outbound-message.repository.js';

/** Forgets what erased numbers were answered and asked; what still waited to leave stays here. */
@Injectable()
export class EraseRepliesWhenConsentErased {
  constructor(
    private readonly outbound: OutboundMessageRepository,
    private readonly questions: ClarificationRepository,
  ) {}

  @Handles(ConsentErased)
  async handle({ work, people: { workspaceId, numbers } }: ConsentErased): Promise<ErasureRecorded> {
    await this.questions.erase(work, workspaceId, numbers);
    await this.outbound.erase(work, workspaceId, numbers);
    return new ErasureRecorded(work);
  }
}

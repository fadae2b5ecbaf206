import { Injectable } from '@nestjs/common';
import { PeopleErased, TextsErased } from '../contracts/profile/people-erased.event.js';
import { Clock } from '../kernel/clock.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ErasedTextRepository } from './erased-text.repository.js';

/** Forgets what erased numbers texted, and whose texts those of shared numbers were. */
@Injectable()
export class EraseTextsWhenPeopleErased {
  constructor(
    private readonly texts: ErasedTextRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(PeopleErased)
  async handle({ work, people }: PeopleErased): Promise<TextsErased> {
    const { workspaceId, brazeIds, numbers, sharedNumbers } = people;
    const messageIds = await this.texts.erase(work, workspaceId, numbers, this.clock.now());
    await this.texts.forgetProfiles(work, workspaceId, sharedNumbers, brazeIds);
    return new TextsErased(work, people, messageIds);
  }
}

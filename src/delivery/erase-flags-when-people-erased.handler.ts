import { Injectable } from '@nestjs/common';
import { PeopleErased } from '../contracts/profile/people-erased.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { InvalidNumberRepository } from './invalid-number.repository.js';

/** Forgets the flags of erased numbers, current and past. An observer: the road goes on without its answer. */
@Injectable()
export class EraseFlagsWhenPeopleErased {
  constructor(private readonly invalidNumbers: InvalidNumberRepository) {}

  @Handles(PeopleErased)
  async handle({ work, people: { workspaceId, numbers } }: PeopleErased): Promise<void> {
    await this.invalidNumbers.erase(work, workspaceId, numbers);
  }
}

import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { ConsentRepository } from './consent.repository.js';
import type { PeopleQuestion } from './people-question.js';
import { PeopleFinder } from './people-finder.js';
import { ProfileStates } from './profile-states.js';
import { labelOf, type StatusLabel } from './subscription-status.js';

/** Whose status in which group is asked for. */
export interface StatusQuestion extends PeopleQuestion {
  readonly workspaceId: string;
  readonly groupId: string;
}

type Labels = ReadonlyMap<string, StatusLabel>;

/** Finds the status of people in a group, in four statements however many are asked about. */
@Injectable()
export class SubscriptionStatusReader {
  constructor(
    private readonly people: PeopleFinder,
    private readonly states: ProfileStates,
    private readonly consents: ConsentRepository,
  ) {}

  /** One label per value asked. */
  async read(work: UnitOfWork, question: StatusQuestion): Promise<Labels> {
    return question.by === 'phone' ? this.byNumber(work, question) : this.byProfile(work, question);
  }

  /** A number has its state whether or not a profile holds it. */
  private async byNumber(work: UnitOfWork, { workspaceId, groupId, values }: StatusQuestion): Promise<Labels> {
    const numbers = this.people.numbersOf(values.map((value) => ({ by: 'phone', value })));
    const asked = [...numbers.values()].map((number) => number.e164());
    const consents = await this.consents.byNumber(work, workspaceId, asked);
    const states = new Map(
      consents.filter((each) => each.groupId === groupId).map(({ number, state }) => [number, state]),
    );
    return new Map(
      values.map((value) => [value, labelOf([states.get(numbers.get(value)?.e164() ?? '') ?? 'unknown'])]),
    );
  }

  private async byProfile(work: UnitOfWork, { workspaceId, groupId, by, values }: StatusQuestion): Promise<Labels> {
    const asked = values.map((value) => ({ by, value }));
    const found = await this.people.find(work, workspaceId, asked);
    const states = await this.states.read(work, workspaceId, found.profiles);
    return new Map(
      asked.map((person) => [
        person.value,
        labelOf(found.of(person).map(({ brazeId }) => states.get(brazeId)?.get(groupId) ?? 'unknown')),
      ]),
    );
  }
}

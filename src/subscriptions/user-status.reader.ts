import { Injectable } from '@nestjs/common';
import type { ProfileSummary } from '../contracts/readers/profile.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { UserGroupResponse, UserStatusesResponse, UserStatusResponse } from './dto/user-status.response.js';
import { PeopleFinder } from './people-finder.js';
import type { PeopleQuestion } from './people-question.js';
import { ProfileStates, type StatesByGroup } from './profile-states.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { labelOf } from './subscription-status.js';

/** Whose groups are asked for, and which part of the answer. */
export interface UserStatusQuestion extends PeopleQuestion {
  readonly workspaceId: string;
  /** Unit: people. */
  readonly limit: number;
  /** How many people come before the page. */
  readonly offset: number;
}

/** Finds all groups of people, in five statements however many people and groups there are. */
@Injectable()
export class UserStatusReader {
  constructor(
    private readonly people: PeopleFinder,
    private readonly states: ProfileStates,
    private readonly groups: SubscriptionGroupRepository,
  ) {}

  /** The people of one page in the order of the question; everybody on a shared phone or email is one of them. */
  async read(work: UnitOfWork, question: UserStatusQuestion): Promise<Omit<UserStatusesResponse, 'message'>> {
    const { workspaceId, by, values, offset, limit } = question;
    const { profiles } = await this.people.find(
      work,
      workspaceId,
      values.map((value) => ({ by, value })),
    );
    const page = profiles.slice(offset, offset + limit);
    const states = await this.states.read(work, workspaceId, page);
    const groupIds = [...states.values()].flatMap((byGroup) => [...byGroup.keys()]);
    const groups = await this.groups.findMany(work, workspaceId, groupIds);
    return {
      users: page.map((profile) => toUser(profile, states.get(profile.brazeId) ?? new Map(), groups)),
      total_count: profiles.length,
    };
  }
}

function toUser(
  { email, phoneShown, externalId }: ProfileSummary,
  states: StatesByGroup,
  groups: ReadonlyMap<string, SubscriptionGroup>,
): UserStatusResponse {
  const subscribed = [...states].flatMap(([id, state]): UserGroupResponse[] => {
    const group = groups.get(id);
    // A number that was given up stands nowhere again, like one that nobody ever spoke about.
    if (group === undefined || state === 'unknown') return [];
    return [{ id, name: group.name, channel: group.channel, status: labelOf([state]) }];
  });
  return {
    email,
    phone: phoneShown,
    external_id: externalId,
    subscription_groups: subscribed.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

import { Injectable } from '@nestjs/common';
import { DoubleOptInPrompts } from '../contracts/gateways/double-opt-in.gateway.js';
import type { NoEffectReason } from '../contracts/gateways/no-effect.gateway.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import type { TrackNoEffect } from '../contracts/profile/1-track-requested.event.js';
import {
  type ProfileGroupWish,
  ProfilesTracked,
  type TrackedProfiles,
} from '../contracts/profile/2-profiles-tracked.event.js';
import { TrackConsented } from '../contracts/profile/3-track-consented.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { type Call, leaves, sayWish, wishToHold } from './group-wish.js';
import { GroupWishRepository, type StoredWish } from './group-wish.repository.js';
import { ErasedNumberRepository } from './ledger/erased-number.repository.js';
import { OptOutReach } from './opt-out-reach.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';
import { SubscriptionGroupRepository } from './subscription-group.repository.js';
import { UnknownSubscriptionGroup } from './subscription.errors.js';
import { carryConsentToNewNumbers } from './track-consent.js';

/** Settles what a `/users/track` request says about consent: changed numbers first, then the group wishes in order. */
@Injectable()
export class SettleConsentWhenProfilesTracked {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly wishes: GroupWishRepository,
    private readonly groups: SubscriptionGroupRepository,
    private readonly erased: ErasedNumberRepository,
    private readonly optOuts: OptOutReach,
    private readonly prompts: DoubleOptInPrompts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(ProfilesTracked)
  async handle({ work, request, profiles }: ProfilesTracked): Promise<TrackConsented> {
    const { workspaceId, actor, receivedAt } = request;
    const { merged, phoneChanges, groupWishes } = profiles;
    const call: Call = { id: this.ids.uuid(), workspaceId, actor, receivedAt };

    await this.wishes.lock(work, holdersOf(profiles));
    await this.wishes.moveMerged(work, workspaceId, merged);
    const arrivals = phoneChanges.filter(({ after }) => after !== null);
    const waiting = await this.wishes.take(
      work,
      workspaceId,
      arrivals.map(({ brazeId }) => brazeId),
    );
    const groups = await this.groups.findMany(
      work,
      workspaceId,
      groupWishes.map(({ groupId }) => groupId),
    );
    const numbers = numbersOf(profiles);
    const stored = await this.consents.findByNumber(work, workspaceId, numbers);
    const leftBefore = await this.erased.leftBefore(work, workspaceId, numbers);
    const book = new ConsentBook(stored, {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      leftBefore,
      scopeOf: await this.optOuts.scopeOf(work, [...groupWishes, ...waiting].some(leaves) ? [workspaceId] : []),
      inOrder: { keys: await this.consents.freshFromClients(work, stored, call.receivedAt), request: call.id },
    });

    carryConsentToNewNumbers(book, call, phoneChanges, waiting);
    const held: StoredWish[] = [];
    const noEffect: TrackNoEffect[] = [];
    for (const wish of groupWishes) {
      const group = groupOf(groups, wish);
      const { brazeId, number, place, groupId } = wish;
      if (number === null || group.channel === 'email') {
        held.push(wishToHold(call, brazeId, wish, group));
        if (group.channel !== 'email') noEffect.push({ place, groupId, reason: 'waits_for_number' });
        continue;
      }
      const { effect, after, reason } = sayWish(book, call, { number, profileIds: [brazeId] }, wish, group);
      if (effect === 'late' && after !== wish.state)
        noEffect.push({ place, groupId, reason: reason as NoEffectReason });
    }
    this.consents.save(work, book);
    await this.prompts.ask(work, workspaceId, book.waiting);
    await this.wishes.save(work, workspaceId, held);
    return new TrackConsented(work, request, { ...profiles, noEffect: [...profiles.noEffect, ...noEffect] });
  }
}

/** The profiles whose wishes move, take effect or are written. */
function holdersOf({ merged, phoneChanges, groupWishes }: TrackedProfiles): string[] {
  return [
    ...merged.flatMap(({ goneId, keptId }) => [goneId, keptId]),
    ...[...phoneChanges, ...groupWishes].map(({ brazeId }) => brazeId),
  ];
}

function numbersOf({ phoneChanges, groupWishes }: TrackedProfiles): PhoneNumber[] {
  const all = [
    ...phoneChanges.flatMap(({ before, after }) => [before, after]),
    ...groupWishes.map(({ number }) => number),
  ];
  return all.filter((number) => number !== null);
}

function groupOf(groups: ReadonlyMap<string, SubscriptionGroup>, wish: ProfileGroupWish): SubscriptionGroup {
  const group = groups.get(wish.groupId.toLowerCase());
  if (group === undefined) throw new UnknownSubscriptionGroup();
  return group;
}

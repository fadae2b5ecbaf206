import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { Masked } from '../kernel/masked.js';
import type { ConsentBook } from './consent-book.js';
import type { FoundPeople, NamedPerson } from './found-people.js';
import { type Call, sayWish, wishToHold } from './group-wish.js';
import type { StoredWish } from './group-wish.repository.js';
import type { StatusOrder } from './status-order.js';
import type { SubscriptionGroup } from './subscription-group.entity.js';

/**
 * A part of a call that was accepted and left the state asked for nowhere, for whoever has to explain the silence.
 * - `nobody`: no profile has this external id, number or email; this call makes none.
 * - `not_a_phone_number`: no E.164 number can be made of the phone.
 * - `other_channel`: a phone in a group for e-mail, or an email in one for SMS.
 * - `waits_for_number`: the profile has no number yet; it takes effect when one arrives.
 * - `older_than_state`, `opt_out_wins_tie`: somebody has said otherwise since, or an opt-out at the same time.
 * - `left_before_erasure`: the person was erased after leaving the group; only a text of their own brings them back.
 */
export interface Ineffective {
  readonly groupId: string;
  readonly by: NamedPerson['by'];
  readonly value: Masked;
  readonly reason:
    | 'nobody'
    | 'not_a_phone_number'
    | 'other_channel'
    | 'waits_for_number'
    | 'older_than_state'
    | 'opt_out_wins_tie'
    | 'left_before_erasure';
}

/** What a call leaves behind besides the book. */
export interface SettledOrders {
  /** What profiles hold themselves, in the order of the call. */
  readonly held: readonly StoredWish[];
  readonly ineffective: readonly Ineffective[];
}

/**
 * Obeys the orders of a call one after another: SMS groups are settled in the book, once per number however many names
 * lead to it; groups for e-mail, and SMS groups of profiles without a number, are held by the profiles.
 * @param groups the groups of all orders, by id
 * @source contract "Braze API", sections 4.1, 4.2 and 4.5
 */
export function settleOrders(
  book: ConsentBook,
  call: Call,
  orders: readonly StatusOrder[],
  groups: ReadonlyMap<string, SubscriptionGroup>,
  people: FoundPeople,
): SettledOrders {
  const settled = orders.map((order) => {
    const group = groups.get(order.groupId)!;
    const reached = reach(order, group, people);
    const late = reached.targets.flatMap(({ number, profileIds, names }) => {
      const about = { number, profileIds: [...profileIds].sort() };
      const { effect, after, reason } = sayWish(book, call, about, order, group);
      if (effect !== 'late' || after === order.state) return [];
      return [...names].map((name) => ineffective(order, name, reason as Ineffective['reason']));
    });
    return {
      held: reached.holders.map((brazeId) => wishToHold(call, brazeId, order, group)),
      ineffective: [...reached.ineffective, ...late],
    };
  });
  return {
    held: settled.flatMap(({ held }) => held),
    ineffective: settled.flatMap((each) => each.ineffective),
  };
}

/** A number that an order concerns, and what led to it. */
interface Target {
  readonly number: PhoneNumber;
  readonly names: Set<NamedPerson>;
  readonly profileIds: Set<string>;
}

/** Whom an order reaches: numbers, and profiles that hold the state themselves. */
interface Reached {
  readonly targets: readonly Target[];
  readonly holders: readonly string[];
  readonly ineffective: readonly Ineffective[];
}

function reach(order: StatusOrder, group: SubscriptionGroup, people: FoundPeople): Reached {
  const targets = new Map<string, Target>();
  const holders: string[] = [];
  const silent: Ineffective[] = [];
  for (const name of order.people) {
    const reason = whySilent(name, group, people);
    if (reason !== null) silent.push(ineffective(order, name, reason));
    for (const { brazeId, phoneE164 } of reason === null ? people.of(name) : []) {
      if (group.channel === 'sms' && phoneE164 !== null) aim(targets, phoneE164, name, brazeId);
      else holders.push(brazeId);
      if (group.channel === 'sms' && phoneE164 === null) silent.push(ineffective(order, name, 'waits_for_number'));
    }
  }
  return { targets: [...targets.values()], holders, ineffective: silent };
}

/** Why a name leads nowhere; null when it leads to somebody. */
function whySilent(name: NamedPerson, group: SubscriptionGroup, people: FoundPeople): Ineffective['reason'] | null {
  if (name.by === (group.channel === 'sms' ? 'email' : 'phone')) return 'other_channel';
  if (name.by === 'phone' && people.numberOf(name) === null) return 'not_a_phone_number';
  return people.of(name).length === 0 ? 'nobody' : null;
}

function aim(targets: Map<string, Target>, number: string, name: NamedPerson, brazeId: string): void {
  let target = targets.get(number);
  if (target === undefined) {
    target = { number: PhoneNumber.fromE164(number), names: new Set(), profileIds: new Set() };
    targets.set(number, target);
  }
  target.names.add(name);
  target.profileIds.add(brazeId);
}

function ineffective({ groupId }: StatusOrder, { by, value }: NamedPerson, reason: Ineffective['reason']): Ineffective {
  return { groupId, by, value: new Masked(value), reason };
}

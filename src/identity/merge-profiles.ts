import { addRevenue, type Profile } from './profile.js';

/** Reserved dates of which a merged profile keeps the later, or the earlier, of the two. */
const LATEST = ['date_of_last_session', 'marked_email_as_spam_at'];
const EARLIEST = ['date_of_first_session'];

/**
 * One profile out of two: what is kept wins, what goes fills its blanks. The id, the external id and the creation time
 * are those of the kept one; whoever calls this moves the aliases and removes the other profile.
 * Events are counted together by the room that keeps them, when it hears of the merge.
 * @source contract "Braze API", sections 3.4 and 3.5
 */
export function mergeProfiles(kept: Profile, gone: Profile): Profile {
  const merged = {
    ...kept,
    // One unit: digits of one number beside the E.164 form of another would be a third, wrong number.
    phone: kept.phone ?? gone.phone,
    fields: { ...gone.fields, ...kept.fields },
    attributes: mergeDates(new Map([...gone.attributes, ...kept.attributes]), kept, gone),
    custom: new Map([...gone.custom, ...kept.custom]),
  };
  return addRevenue(merged, gone.totalRevenue);
}

function mergeDates(merged: Map<string, unknown>, kept: Profile, gone: Profile): ReadonlyMap<string, unknown> {
  for (const [names, pick] of [
    [LATEST, (dates: string[]) => dates.at(-1)],
    [EARLIEST, (dates: string[]) => dates[0]],
  ] as const) {
    for (const name of names) {
      // ISO 8601 in UTC sorts by time.
      const dates = [kept, gone].map(({ attributes }) => attributes.get(name)).filter(isText);
      if (dates.length > 0) merged.set(name, pick(dates.sort()));
    }
  }
  return merged;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** From and to, in minutes after local midnight. */
export type Window = readonly [from: number, to: number];

/** When texts that nobody is owed may arrive, in the local time of the person. */
export interface SendingHours {
  readonly weekdays: Window;
  readonly saturday: Window;
  readonly sunday: Window;
  /** Where that stands, and how sure it is. */
  readonly source: string;
  /** Day on which somebody last compared this entry with its source, ISO 8601. */
  readonly checkedOn: string;
}

const CONTRACT_CHECKED_ON = '2026-11-22';

/**
 * By ISO 3166-1, for the United States also by state (`US-FL`). Countries that are not here have no hours by law or
 * charter. Nothing here is legal advice; the operator's counsel decides.
 * @source contract "keywords and consent", section 8
 */
export const SENDING_HOURS: ReadonlyMap<string, SendingHours> = new Map([
  ['US', daily(8, 21, '47 CFR 64.1200(c)(1)')],
  ...['PR', 'VI', 'GU', 'AS', 'MP'].map(
    (territory) => [territory, daily(8, 21, '47 CFR 64.1200(c)(1), which holds in the territories')] as const,
  ),
  ...['FL', 'MD', 'MS', 'NJ', 'OK'].map(
    (state) => [`US-${state}`, daily(8, 20, 'state law; secondary source')] as const,
  ),
  ['US-CT', daily(9, 20, 'state law; secondary source')],
  ['US-TX', { ...daily(9, 21, 'state law; secondary source'), sunday: hours(12, 21) }],
  ['US-RI', { ...daily(10, 17, 'state law; secondary source, to be verified'), weekdays: hours(9, 18) }],
  ['FR', { ...daily(8, 21, 'AF2M Charte Business Messaging 2026'), ...sameEveryDay(8 * 60, 21 * 60 + 30) }],
  ['BR', daily(9, 21, 'trade practice')],
]);

function daily(from: number, to: number, source: string): SendingHours {
  return { ...sameEveryDay(from * 60, to * 60), source, checkedOn: CONTRACT_CHECKED_ON };
}

function sameEveryDay(from: number, to: number): Pick<SendingHours, 'weekdays' | 'saturday' | 'sunday'> {
  return { weekdays: [from, to], saturday: [from, to], sunday: [from, to] };
}

function hours(from: number, to: number): Window {
  return [from * 60, to * 60];
}

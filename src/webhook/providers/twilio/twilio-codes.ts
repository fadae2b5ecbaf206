import type { DeliveryFailure, FailureClass } from '../../../contracts/delivery/failure.js';

/** What one code of Twilio means, whether it answers a send or comes in a report. */
interface CodeMeaning {
  readonly class: FailureClass;
  readonly certainty: DeliveryFailure['certainty'];
  /** Lasts until the day is over, so that trying again in minutes is noise. */
  readonly dailyCap?: true;
}

/** @source contract "providers", section 3.4; Twilio error dictionary for which limits are daily caps */
const MEANINGS: readonly (readonly [CodeMeaning, readonly string[]])[] = [
  [{ class: 'number_invalid', certainty: 'hard' }, ['21211', '21217', '21265', '21614', '21635', '30005', '30006']],
  [{ class: 'number_invalid', certainty: 'soft' }, ['21214']],
  [{ class: 'opted_out', certainty: 'soft' }, ['21610']],
  [{ class: 'recipient_blocked', certainty: 'soft' }, ['30004']],
  [{ class: 'temporary', certainty: 'soft' }, ['30003', '30017', '30410']],
  [{ class: 'unknown', certainty: 'soft' }, ['30008']],
  [{ class: 'rate_limited', certainty: 'soft' }, ['30001', '21611', '14107', '20429', '30022', '63018']],
  [{ class: 'rate_limited', certainty: 'soft', dailyCap: true }, ['30023', '30027']],
  [{ class: 'expired', certainty: 'soft' }, ['30036']],
  [{ class: 'carrier_filtered', certainty: 'soft' }, ['30007']],
  [{ class: 'sender_config', certainty: 'soft' }, ['30032', '30034', '30018', '30024']],
  [
    { class: 'sender_config', certainty: 'soft' },
    ['30002', '20003', '21408', '21606', '21608', '21612', '21660', '21703'],
  ],
  [{ class: 'content', certainty: 'soft' }, ['21602', '21617', '30019', '30010']],
];

const byCode = new Map(MEANINGS.flatMap(([meaning, codes]) => codes.map((code) => [code, meaning] as const)));

/** "Landline or unreachable carrier". */
const UNREACHABLE_CARRIER = '30006';

/** Toll-free area codes of the North American plan in use. @source contract "providers", section 3.4, 30006 */
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/;
const SHORT_CODE = /^\d{3,8}$/;

/**
 * Puts a code of Twilio into a class; codes nobody listed are `unknown`, which never flags a number.
 * @param from our address: from a short code or toll-free number 30006 can mean that the carrier is not connected to it,
 *   which says nothing about the person's number
 */
export function classifyTwilioCode(code: string, from: string): DeliveryFailure {
  const meaning = byCode.get(code);
  if (meaning === undefined) return { code, class: 'unknown', certainty: 'soft' };
  const soft = code === UNREACHABLE_CARRIER && (SHORT_CODE.test(from) || TOLL_FREE.test(from));
  return { code, class: meaning.class, certainty: soft ? 'soft' : meaning.certainty };
}

/** Whether a send that failed so may succeed in a few minutes. @source contract "providers", section 2 */
export function isWorthRetrying({ code, class: failureClass }: DeliveryFailure): boolean {
  if (failureClass === 'temporary') return true;
  return failureClass === 'rate_limited' && byCode.get(code)?.dailyCap !== true;
}

import type { ConsentDecision, DecidedMessage } from '../contracts/inbound/5-consent-decided.event.js';
import { addBusinessDays, type Day, dayOf } from './business-days.js';

/**
 * Rules of the classifier that infer an opt-out instead of reading it. What a person spelt out (`exact`, `polite`,
 * `repeat`, `sentence`), a stop sign or the provider's own word is nothing to doubt.
 * @source contract "keywords and consent", section 5.2
 */
const INFERRING_RULES: ReadonlySet<string> = new Set(['typo', 'intent', 'intent-soft', 'fuzzy']);

/**
 * By then an opt-out must be honoured, and so a doubt about one be settled. Unit: business days.
 * @source 47 CFR 64.1200(a)(10)
 */
const LEGAL_CLOCK_DAYS = 10;

/** Whether somebody left a group by this. A repeat changed nothing, so there is nothing to undo. */
export function leftBy({ effect, after, alsoLeft }: ConsentDecision): boolean {
  return (effect === 'changed' && after === 'unsubscribed') || alsoLeft.length > 0;
}

/** Whether a text took somebody out of a group by inference. */
export function needsReview({ classification, consent }: DecidedMessage): boolean {
  if (!leftBy(consent)) return false;
  const { category, rule } = classification;
  return category === 'suspected_opt_out' || (category === 'opt_out' && INFERRING_RULES.has(rule));
}

/** The last day to settle what arrived at an instant. */
export function dueOn(receivedAt: Date): Day {
  return addBusinessDays(dayOf(receivedAt), LEGAL_CLOCK_DAYS);
}

/** What the text means by a person's judgement: the category a classifier should have given. */
export function labelOf(status: 'confirmed' | 'undone'): 'opt_out' | 'other' {
  return status === 'confirmed' ? 'opt_out' : 'other';
}

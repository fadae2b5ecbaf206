import { BadRegex, BodyRegex } from './body-regex.js';
import type { Campaign } from './campaign.js';
import { comparableBody } from './campaign-rules.js';

/** Unit: UTF-16 units. Longer bodies are cut in the event's properties. @source contract "Braze API", section 6.5 */
const MAX_BODY_LENGTH = 255;

/** Unit: characters as people count them. @source contract "Braze API", section 6.2 (replies to keywords) */
const MAX_REPLY_LENGTH = 300;

/** One mistake in a campaign; `path` names the field as the API writes it. */
export interface CampaignFault {
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with a campaign by itself. @param recorded the one event that can trigger it */
export function campaignFaults(campaign: Campaign, recorded: string | null): readonly CampaignFault[] {
  return [...triggerFaults(campaign, recorded), ...replyFaults(campaign), ...windowFaults(campaign)];
}

function triggerFaults({ trigger }: Campaign, recorded: string | null): readonly CampaignFault[] {
  const { event, category, customCategory, messageBody, bodyRegex } = trigger;
  const faults: CampaignFault[] = [];
  if (event === null && category === null) faults.push(fault('trigger', `needs an 'event', a 'category' or both`));
  if (event !== null && event !== recorded)
    faults.push(fault('trigger.event', `must be '${recorded ?? ''}', the only event that texts to this group record`));
  if (customCategory !== null && category !== 'custom')
    faults.push(fault('trigger.custom_category', `needs the category 'custom'`));
  if (messageBody !== null && bodyRegex !== null)
    faults.push(fault('trigger.body_regex', `cannot be combined with 'message_body'`));
  if (messageBody === null && bodyRegex === null && category !== 'custom')
    // Whatever is no keyword ends here: a campaign without a body would answer every conversation.
    faults.push(fault('trigger.message_body', `or 'trigger.body_regex' is required, except for the category 'custom'`));
  if (messageBody !== null) faults.push(...bodyFaults(messageBody));
  if (bodyRegex !== null) faults.push(...regexFaults(bodyRegex));
  return faults;
}

function bodyFaults(messageBody: string): readonly CampaignFault[] {
  const { length } = comparableBody(messageBody);
  if (length > 0 && length <= MAX_BODY_LENGTH) return [];
  return [
    fault('trigger.message_body', `must have 1 to ${MAX_BODY_LENGTH} characters, blanks at its ends not counted`),
  ];
}

function regexFaults(bodyRegex: string): readonly CampaignFault[] {
  try {
    const matchesAll = BodyRegex.of(bodyRegex).matches('');
    return matchesAll ? [fault('trigger.body_regex', 'matches every text, even an empty one')] : [];
  } catch (error) {
    if (error instanceof BadRegex) return [fault('trigger.body_regex', error.message)];
    throw error;
  }
}

function replyFaults({ reply }: Campaign): readonly CampaignFault[] {
  const length = Array.from(reply).length;
  if (reply.trim() !== '' && length <= MAX_REPLY_LENGTH) return [];
  return [fault('reply', `must have 1 to ${MAX_REPLY_LENGTH} characters and not only blanks`)];
}

function windowFaults({ activeFrom, activeUntil }: Campaign): readonly CampaignFault[] {
  if (activeFrom === null || activeUntil === null || activeFrom < activeUntil) return [];
  return [fault('active_until', `must be later than 'active_from'`)];
}

function fault(path: string, message: string): CampaignFault {
  return { path, message: `'${path}' ${message}` };
}

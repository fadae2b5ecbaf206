import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import type { RecordedMessage } from '../inbound/6-event-recorded.event.js';

/** What a campaign says to one text. */
export interface CampaignReply {
  /** UUIDv7. */
  readonly campaignId: string;
  /** A template, to be filled in for the person. */
  readonly text: string;
}

/** Questions about keyword campaigns. Answered by: campaigns. */
export abstract class CampaignReader {
  /**
   * The campaign that answers each text, by message id; a text that none answers is absent. Whether its author may be
   * texted at all is for the asker to decide.
   */
  abstract replyFor(
    work: UnitOfWork,
    messages: readonly RecordedMessage[],
  ): Promise<ReadonlyMap<string, CampaignReply>>;
}

import { Injectable } from '@nestjs/common';
import { QuestionsUnanswered, SilenceCounted } from '../contracts/clarification/questions-unanswered.event.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfCall } from './evidence.js';

/**
 * Counts a question that nobody answered as an opt-out, at the instant of the text that was asked about: whatever was
 * said since, by text or by API, is newer and wins.
 * @source contract "keywords and consent", section 5.6 `clarify`
 */
@Injectable()
export class CountSilenceWhenQuestionsUnanswered {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly profiles: ProfileReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(QuestionsUnanswered)
  async handle({ work, workspaceId, questions }: QuestionsUnanswered): Promise<SilenceCounted> {
    const asked = questions.map((question) => ({ ...question, workspaceId }));
    const book = new ConsentBook(await this.consents.find(work, asked), {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
    });
    const numbers = [...new Set(questions.map(({ number }) => number.e164()))];
    const holders = await this.profiles.byPhone(work, workspaceId, numbers);
    for (const { id, number, reason, suspectedAt, askedAt, inboundMessageId, sender, ...key } of asked) {
      const profileIds = holders.filter(({ phoneE164 }) => phoneE164 === number.e164()).map(({ brazeId }) => brazeId);
      const call = evidenceOfCall({ source: 'intent', profileIds, actor: null, receivedAt: askedAt });
      const evidence = { ...call, rule: reason, inboundMessageId, sender };
      book.take({ ...key, number }, { says: reason, occurredAt: suspectedAt, request: id }, evidence);
    }
    this.consents.save(work, book);
    return new SilenceCounted(work);
  }
}

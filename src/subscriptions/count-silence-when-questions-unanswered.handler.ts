import { Injectable } from '@nestjs/common';
import {
  QuestionsUnanswered,
  SilenceCounted,
  type UnansweredQuestion,
} from '../contracts/clarification/questions-unanswered.event.js';
import { ProfileReader } from '../contracts/readers/profile.reader.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import type { Evidence } from './consent-change.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfCall } from './evidence.js';
import { OptOutReach } from './opt-out-reach.js';

/**
 * Counts a question that nobody answered as an opt-out, at the instant of the text that was asked about: whatever was
 * said since, by text or by API, is newer and wins.
 * @source contract "keywords and consent", section 5.6 `clarify`
 */
@Injectable()
export class CountSilenceWhenQuestionsUnanswered {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly optOuts: OptOutReach,
    private readonly profiles: ProfileReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(QuestionsUnanswered)
  async handle({ work, workspaceId, questions }: QuestionsUnanswered): Promise<SilenceCounted> {
    const numbers = questions.map(({ number }) => number);
    const book = new ConsentBook(await this.consents.findByNumber(work, workspaceId, numbers), {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      scopeOf: await this.optOuts.scopeOf(work, [workspaceId]),
    });
    const written = [...new Set(numbers.map((number) => number.e164()))];
    const holders = await this.profiles.byPhone(work, workspaceId, written);
    const counted = questions.map((question) => {
      const { id, number, groupId, reason, suspectedAt } = question;
      const own = holders.filter(({ phoneE164 }) => phoneE164 === number.e164());
      const evidence = evidenceOf(
        question,
        own.map(({ brazeId }) => brazeId),
      );
      const said = { says: reason, occurredAt: suspectedAt, request: id };
      return { question, consent: book.take({ workspaceId, number, groupId }, said, evidence) };
    });
    this.consents.save(work, book);
    return new SilenceCounted(work, workspaceId, counted);
  }
}

/** The evidence is the text that was asked about; the rule says that silence made an opt-out of it. */
function evidenceOf(question: UnansweredQuestion, profileIds: readonly string[]): Evidence {
  const { reason, score, keywordSetVersion, inboundMessageId, sender, suspectedAt, receivedAt } = question;
  const providerTime = suspectedAt.getTime() === receivedAt.getTime() ? null : suspectedAt;
  const call = evidenceOfCall({ source: 'intent', profileIds, actor: null, receivedAt });
  return { ...call, rule: reason, score, keywordSetVersion, inboundMessageId, sender, providerTime };
}

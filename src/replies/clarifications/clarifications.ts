import { Injectable } from '@nestjs/common';
import type { AnsweredMessage } from '../../contracts/inbound/7-reply-queued.event.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Ids } from '../../kernel/ids.js';
import { ANSWER_WITHIN_MS, type Change, changeOf, type Turn, turnOf } from './clarification-rules.js';
import { ClarificationRepository, type NewQuestion, type QuestionKey } from './clarification.repository.js';

/** One turn of a conversation about leaving. */
interface TurnOfMessage {
  readonly key: QuestionKey;
  readonly message: AnsweredMessage;
  readonly turn: Turn;
}

/** Keeps the questions that wait for an answer in step with the texts of a batch. */
@Injectable()
export class Clarifications {
  constructor(
    private readonly questions: ClarificationRepository,
    private readonly ids: Ids,
  ) {}

  /**
   * @param messages in order of arrival, at the end of their road; their numbers are locked
   * @param leaving when the reply to each message leaves: a question that waits for the morning is put in the morning
   */
  follow(
    work: UnitOfWork,
    messages: readonly AnsweredMessage[],
    leaving: ReadonlyMap<string | null, Date>,
    now: Date,
  ): void {
    const changes = [...changesOf(messages).values()];
    const answered = changes.flatMap(({ key, ends }) =>
      ends?.kind === 'answer' ? [{ ...key, outcome: ends.outcome }] : [],
    );
    const declined = changes.filter(({ ends }) => ends?.kind === 'decline').map(({ key }) => key);
    const asking = changes.filter(({ asks }) => asks);
    this.questions.close(work, answered, now);
    this.questions.decline(work, declined, now);
    this.questions.open(
      work,
      asking.map((change) => this.questionOf(change, leaving.get(change.message.id) ?? now)),
    );
  }

  private questionOf({ key, message }: KeyedChange, askedAt: Date): NewQuestion {
    return {
      ...key,
      id: this.ids.uuid(),
      sender: message.sender?.address ?? '',
      inboundMessageId: message.id,
      suspectedAt: message.occurredAt,
      receivedAt: message.receivedAt,
      score: message.classification.score,
      language: message.classification.language,
      keywordSetVersion: message.classification.keywordSetVersion,
      askedAt,
      expiresAt: new Date(askedAt.getTime() + ANSWER_WITHIN_MS),
    };
  }
}

type KeyedChange = Change<AnsweredMessage> & { readonly key: QuestionKey };

function changesOf(messages: readonly AnsweredMessage[]): ReadonlyMap<string, KeyedChange> {
  const turns = new Map<string, TurnOfMessage[]>();
  for (const message of messages) {
    const { workspaceId, from, sender } = message;
    const turn = turnOf(message);
    if (turn === null || sender === null || from.kind !== 'e164') continue;
    const key = { workspaceId, number: from.number.e164(), groupId: sender.group.id };
    turns.set(textOf(key), [...(turns.get(textOf(key)) ?? []), { key, message, turn }]);
  }
  return new Map([...turns].map(([text, all]) => [text, { ...changeOf(all), key: all[0]!.key }]));
}

function textOf({ workspaceId, number, groupId }: QuestionKey): string {
  return `${workspaceId}/${number}/${groupId}`;
}

import { Injectable } from '@nestjs/common';
import { InboundReceived, type ReceivedMessage } from '../../contracts/inbound/1-inbound-received.event.js';
import { ReplyQueued } from '../../contracts/inbound/7-reply-queued.event.js';
import { AddressReader } from '../../contracts/readers/address.reader.js';
import { Clock } from '../../kernel/clock.js';
import { ConfigurationMemory } from '../../kernel/configuration/configuration-memory.js';
import { ConcurrentChange } from '../../kernel/database/database-errors.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Masked } from '../../kernel/masked.js';
import { Dispatcher } from '../../kernel/road/dispatcher.js';
import { decisionOf, type Decision } from './decision.js';
import type { InboundDraft, InboundResult } from './inbound-draft.js';
import { InboundMessageRepository, onceKey } from './inbound-message.repository.js';
import { InboundMetrics } from './inbound-metrics.js';

/** Sends a batch of texts down the road in one transaction. */
@Injectable()
export class InboundBatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
    private readonly messages: InboundMessageRepository,
    private readonly metrics: InboundMetrics,
    private readonly memory: ConfigurationMemory,
    private readonly addresses: AddressReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores and decides all drafts, or none.
   * @returns one result per draft, in their order; a repeat gets the result of the first time
   */
  commit(drafts: readonly InboundDraft[]): Promise<InboundResult[]> {
    return this.transactions.run(async (work) => {
      const unique = firstOfEachKey(drafts);
      // The stages behind need it; asked now, it costs them no round trip.
      this.memory.ask(
        work,
        unique.map(({ workspaceId }) => workspaceId),
      );
      const fresh = await this.messages.insertNew(work, unique);
      const decided = await this.decide(
        work,
        unique.filter(({ id }) => fresh.has(id)),
      );
      const repeats = await this.messages.firstResults(
        work,
        unique.filter(({ id }) => !fresh.has(id)),
      );
      const answered = new Set<string>();
      return drafts.map((draft) => {
        const key = onceKey(draft);
        const result = decided.get(key) ?? repeats.get(key);
        // The other request's row was there when we inserted and is gone or undecided now: look again.
        if (result === undefined) throw new ConcurrentChange('A text was stored by a concurrent request.');
        const again = answered.has(key);
        answered.add(key);
        return again ? { ...result, repeat: true } : result;
      });
    });
  }

  /** Walks the road with texts that are stored already and writes what came of them. Keys as in {@link onceKey}. */
  async decide(work: UnitOfWork, drafts: readonly InboundDraft[]): Promise<Map<string, InboundResult>> {
    if (drafts.length === 0) return new Map();
    const { messages } = await this.dispatcher.run(
      new InboundReceived(work, drafts.map(toMessage)),
      ReplyQueued,
      (stage, ms) => {
        this.metrics.stage(stage, ms);
      },
    );
    const decisions = messages.map(decisionOf);
    this.messages.saveDecisions(
      work,
      messages.map(({ workspaceId }) => workspaceId),
      decisions,
      this.clock.now(),
    );
    return new Map(messages.map((message, index) => [onceKey(message), processed(decisions[index]!)]));
  }

  /** Keeps a text that the road cannot take, alone and with the code of its failure, for an operator to replay. */
  quarantine(draft: InboundDraft, code: string): Promise<InboundResult> {
    return this.setAside(draft, 'quarantined', code);
  }

  /** Keeps a text that is not for us to act on, such as one of a channel we do not serve. */
  ignore(draft: InboundDraft, code: string): Promise<InboundResult> {
    return this.setAside(draft, 'ignored', code);
  }

  private setAside(draft: InboundDraft, status: 'quarantined' | 'ignored', code: string): Promise<InboundResult> {
    return this.transactions.run(async (work) => {
      const fresh = await this.messages.insertNew(work, [draft]);
      if (!fresh.has(draft.id)) {
        const first = (await this.messages.firstResults(work, [draft])).get(onceKey(draft));
        if (first === undefined) throw new ConcurrentChange('A text was stored by a concurrent request.');
        return first;
      }
      const { workspaceId, id } = draft;
      const from = this.addresses.readAddress(draft.from);
      const fromNumber = from.kind === 'e164' ? from.number.e164() : null;
      await this.messages.saveAside(work, { workspaceId, id, fromNumber, status, code, at: this.clock.now() });
      return status === 'ignored' ? { kind: 'ignored', id, repeat: false } : { kind: status, id, repeat: false, code };
    });
  }
}

function firstOfEachKey(drafts: readonly InboundDraft[]): InboundDraft[] {
  const first = new Map<string, InboundDraft>();
  for (const draft of drafts) if (!first.has(onceKey(draft))) first.set(onceKey(draft), draft);
  return [...first.values()];
}

/** A stored draft as the road carries it: personal text masked. */
export function toMessage(draft: InboundDraft): ReceivedMessage {
  const { id, workspaceId, connectionId, provider, providerMessageId, media, hint } = draft;
  const { receivedAt, occurredAt, replyVia, answeredUpstream } = draft;
  return {
    id,
    workspaceId,
    connectionId,
    provider,
    providerMessageId,
    rawFrom: new Masked(draft.from),
    rawTo: draft.to,
    text: new Masked(draft.text),
    media,
    hint,
    receivedAt,
    occurredAt,
    replyVia,
    answeredUpstream,
  };
}

function processed({ messageId, category, outcome }: Decision): InboundResult {
  return { kind: 'processed', id: messageId, repeat: false, category, outcome };
}

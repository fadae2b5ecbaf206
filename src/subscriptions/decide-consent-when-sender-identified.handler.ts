import { Injectable } from '@nestjs/common';
import { type IdentifiedMessage, SenderIdentified } from '../contracts/inbound/4-sender-identified.event.js';
import { ConsentDecided, type ConsentDecision } from '../contracts/inbound/5-consent-decided.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConsentBook } from './consent-book.js';
import type { ConsentKey } from './consent-key.js';
import { statementOf, type Subject, subjectOf } from './consent-of-message.js';
import { ConsentRepository } from './consent.repository.js';
import { evidenceOfMessage } from './evidence.js';
import { OptOutReach } from './opt-out-reach.js';

/** Decides what each text does to the consent of its number in its group, and writes states and history. */
@Injectable()
export class DecideConsentWhenSenderIdentified {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly optOuts: OptOutReach,
    private readonly phones: PhoneReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Handles(SenderIdentified)
  async handle({ work, messages }: SenderIdentified): Promise<ConsentDecided> {
    const stored = await this.consents.find(work, messages.flatMap(keysOf));
    const { scopeOf, consents } = await this.optOuts.ofTexts(work, messages);
    const book = new ConsentBook([...stored, ...consents], {
      recordedAt: this.clock.now(),
      newId: () => this.ids.uuid(),
      scopeOf,
    });
    // Arrival order matters: STOP then START must not become START then STOP.
    const decided = messages.map((message) => ({ ...message, consent: this.decide(book, message) }));
    this.consents.save(work, book);
    return new ConsentDecided(work, decided);
  }

  private decide(book: ConsentBook, message: IdentifiedMessage): ConsentDecision {
    const subject = subjectOf(message);
    if (typeof subject === 'string') return { ...NOTHING, before: 'unknown', after: 'unknown', reason: subject };
    const key = keyOf(message, subject);
    const said = statementOf(message, subject, this.countryOf);
    if (typeof said !== 'string') return book.take(key, said, evidenceOfMessage(message));
    // The stages behind ask for the state also where it did not move: custom replies go to subscribers only.
    const state = book.state(key);
    return { ...NOTHING, before: state, after: state, reason: said };
  }

  private readonly countryOf = (number: PhoneNumber): string | null =>
    this.phones.readPersonPhone(number.e164()).country;
}

const NOTHING = { effect: 'none', changeId: null, alsoLeft: [] } as const;

function keysOf(message: IdentifiedMessage): readonly ConsentKey[] {
  const subject = subjectOf(message);
  return typeof subject === 'string' ? [] : [keyOf(message, subject)];
}

function keyOf({ workspaceId }: IdentifiedMessage, { number, sender }: Subject): ConsentKey {
  return { workspaceId, number, groupId: sender.group.id };
}

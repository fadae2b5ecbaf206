import { Injectable } from '@nestjs/common';
import { type ClassifiedMessage, InboundClassified } from '../contracts/inbound/3-inbound-classified.event.js';
import { SenderIdentified } from '../contracts/inbound/4-sender-identified.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { WorkspaceReader } from '../contracts/readers/workspace.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { identifySenders, mayMakeProfile, type NumberHolder, numberOf } from './identify-senders.js';
import { NumberHolderRepository, type WorkspaceNumber } from './number-holder.repository.js';

/** Finds out who sent each text. From here on each number is locked: a text is alone with its number. */
@Injectable()
export class IdentifyWhenInboundClassified {
  constructor(
    private readonly holders: NumberHolderRepository,
    private readonly workspaces: WorkspaceReader,
    private readonly phones: PhoneReader,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Handles(InboundClassified)
  async handle({ work, messages }: InboundClassified): Promise<SenderIdentified> {
    const numbers = numbersOf(messages);
    work.lockAhead(
      'number',
      numbers.map(({ number }) => number),
    );
    const holders = await this.holders.findMany(work, numbers);
    const switches = await this.switchesFor(work, messages, holders);
    const identified = identifySenders(messages, holders, {
      newId: () => this.ids.hex24(),
      readPhone: (number) => this.readPhone(number),
      makesProfiles: (workspaceId) => switches.get(workspaceId) === true,
    });
    const now = this.clock.now();
    this.holders.create(work, identified.created, now);
    this.holders.fillPhones(work, identified.filled, now);
    return new SenderIdentified(work, identified.messages);
  }

  /** The workspaces' switches for unknown numbers, asked only where a text of this batch depends on it. */
  private async switchesFor(
    work: UnitOfWork,
    messages: readonly ClassifiedMessage[],
    holders: readonly NumberHolder[],
  ): Promise<ReadonlyMap<string, boolean>> {
    const known = new Set(holders.map(({ workspaceId, number }) => `${workspaceId} ${number}`));
    const asking = messages.filter((message) => {
      const number = numberOf(message);
      return (
        number !== null &&
        !known.has(`${message.workspaceId} ${number.e164()}`) &&
        mayMakeProfile(message, () => this.readPhone(number).country)
      );
    });
    const switches = new Map<string, boolean>();
    for (const workspaceId of new Set(asking.map((message) => message.workspaceId)))
      switches.set(workspaceId, (await this.workspaces.settings(work, workspaceId)).unknownNumberHandling);
    return switches;
  }

  private readPhone(number: PhoneNumber) {
    return this.phones.readPersonPhone(number.e164());
  }
}

/** The numbers to look for, each once. */
function numbersOf(messages: readonly ClassifiedMessage[]): readonly WorkspaceNumber[] {
  const numbers = new Map<string, WorkspaceNumber>();
  for (const message of messages) {
    const { workspaceId } = message;
    const number = numberOf(message)?.e164();
    if (number !== undefined) numbers.set(`${workspaceId} ${number}`, { workspaceId, number });
  }
  return [...numbers.values()];
}

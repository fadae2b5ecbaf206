import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import { TrackRequested } from '../contracts/profile/1-track-requested.event.js';
import type { TrackedPerson } from '../contracts/profile/2-profiles-tracked.event.js';
import { TrackRecorded } from '../contracts/profile/4-track-recorded.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { Clock } from '../kernel/clock.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { Principal } from '../kernel/http/principal.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { groupIdsOf } from './group-wishes.js';
import { readTrack, type TrackReading } from './read-track.js';
import { silentObjects } from './track-log/silent-objects.js';
import { type TrackAnswer, trackAnswer } from './track-answer.js';
import type { TrackBody } from './track-body.js';

/** What became of a request. */
export interface Tracked {
  readonly answer: TrackAnswer;
  readonly reading: TrackReading;
  readonly people: readonly TrackedPerson[];
}

/** Who sent objects where. */
export interface TrackCall {
  readonly caller: Principal;
  /** Path of the route. */
  readonly route: string;
}

/** Takes the objects of a request down their road, in the caller's transaction. */
@Injectable()
export class TrackObjects {
  private readonly blockedIds: ReadonlySet<string>;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly senders: SenderReader,
    private readonly phones: PhoneReader,
    private readonly log: NoEffectLog,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.blockedIds = new Set(config.BLOCKED_EXTERNAL_IDS.split(',').filter((id) => id !== ''));
  }

  /** @throws InvalidRequest when every object is refused, so that nothing of the request stays */
  async run(work: UnitOfWork, { caller, route }: TrackCall, body: TrackBody): Promise<Tracked> {
    const { workspaceId, keyId: actor } = caller;
    const receivedAt = this.clock.now();
    const reading = readTrack(body, {
      phones: this.phones,
      links: this.config.TRACK_ALIAS_LINK === 'on',
      knownGroups: await this.knownGroups(work, workspaceId, body),
      now: receivedAt,
      blockedIds: this.blockedIds,
    });
    const { attributes, events, purchases } = reading;
    // Throws at once when nothing is left to walk the road with.
    trackAnswer(body, reading.refused);
    const request = { workspaceId, actor, receivedAt, attributes, events, purchases };
    const recorded = await this.dispatcher.run(new TrackRequested(work, request), TrackRecorded);
    const answer = trackAnswer(body, [...reading.refused, ...recorded.refused]);
    const silent = silentObjects(request, [...reading.noEffect, ...recorded.noEffect]);
    await this.log.record(work, { workspaceId, actor, receivedAt, route }, silent);
    return { answer, reading, people: recorded.people };
  }

  private async knownGroups(work: UnitOfWork, workspaceId: string, body: TrackBody): Promise<ReadonlySet<string>> {
    const ids = groupIdsOf(body.attributes);
    return ids.length === 0 ? new Set() : new Set((await this.senders.groups(work, workspaceId, ids)).keys());
  }
}

import { Injectable } from '@nestjs/common';
import { TrackConsented } from '../contracts/profile/3-track-consented.event.js';
import { TrackRecorded } from '../contracts/profile/4-track-recorded.event.js';
import { Clock } from '../kernel/clock.js';
import { Ids } from '../kernel/ids.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { EventRepository } from './event.repository.js';
import { finalOwners } from './merged-profiles.js';
import { PROFILE_LOGS } from './profile-log.js';
import { PurchaseRepository } from './purchase.repository.js';

/** Stores what `/users/track` reported that people did; merged profiles first, so that every row lands with its owner. */
@Injectable()
export class RecordEventsWhenTrackConsented {
  constructor(
    private readonly events: EventRepository,
    private readonly purchases: PurchaseRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  @Handles(TrackConsented)
  async handle({ work, request, profiles }: TrackConsented): Promise<TrackRecorded> {
    const { workspaceId } = request;
    const now = this.clock.now();
    const moves = finalOwners(profiles.merged);
    const keptBy = new Map(moves.map(({ goneId, keptId }) => [goneId, keptId]));
    for (const log of PROFILE_LOGS) log.move(work, workspaceId, moves);
    await this.events.record(
      work,
      now,
      profiles.events.map(({ brazeId, name, time, properties }) => ({
        id: this.ids.uuid(),
        workspaceId,
        brazeId: keptBy.get(brazeId) ?? brazeId,
        name,
        at: time,
        properties,
        inboundMessageId: null,
      })),
    );
    await this.purchases.record(
      work,
      now,
      profiles.purchases.map(({ brazeId, productId, currency, price, quantity, time, properties }) => ({
        id: this.ids.uuid(),
        workspaceId,
        brazeId: keptBy.get(brazeId) ?? brazeId,
        productId,
        currency,
        price,
        quantity,
        at: time,
        properties,
      })),
    );
    return new TrackRecorded(work, profiles.refused, profiles.noEffect, profiles.people);
  }
}

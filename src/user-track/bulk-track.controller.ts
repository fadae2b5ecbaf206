import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { TrackedPerson } from '../contracts/profile/2-profiles-tracked.event.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { BulkTrackRequestBody } from './dto/track.request.js';
import { TrackResponse } from './dto/track.response.js';
import { OneAtATime } from './one-at-a-time.js';
import type { TrackAnswer } from './track-answer.js';
import { readBulkBody, type TrackBody } from './track-body.js';
import { TrackObjects, type TrackCall } from './track-objects.js';

/** Most objects about one person. @source contract "Braze API", section 2.10 */
const MOST_PER_PERSON = 100;

/**
 * `POST /users/track/bulk`: the answer of `/users/track`, for up to a thousand objects in one transaction. Requests take
 * turns before they take a connection, and the turns of all instances exclude each other: the thousands of keys one
 * locks may shut out other requests, but never for longer than one of them takes.
 * @source contract "Braze API", section 2.10
 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class BulkTrackController {
  private readonly turns = new OneAtATime();

  constructor(
    private readonly transactions: Transactions,
    private readonly objects: TrackObjects,
  ) {}

  @Post('track/bulk')
  @HttpCode(201)
  @RequirePermission('users.track.bulk')
  @ApiBody({ type: BulkTrackRequestBody })
  @ApiCreatedResponse({ type: TrackResponse })
  async track(@Caller() caller: Principal, @Body() body: unknown): Promise<TrackAnswer> {
    const arrays = readBulkBody(body);
    return this.turns.run(() => this.apply({ caller, route: '/users/track/bulk' }, arrays));
  }

  private apply(call: TrackCall, body: TrackBody): Promise<TrackAnswer> {
    return this.transactions.run(async (work) => {
      await work.lock('track_bulk', ['turn']);
      const { answer, people } = await this.objects.run(work, call, body);
      assertSpread(people);
      return answer;
    });
  }
}

/** @throws InvalidRequest, so that nothing of the request stays */
function assertSpread(people: readonly TrackedPerson[]): void {
  const counts = new Map<string, number>();
  for (const { brazeId } of people) counts.set(brazeId, (counts.get(brazeId) ?? 0) + 1);
  if (Math.max(0, ...counts.values()) > MOST_PER_PERSON)
    throw new InvalidRequest(`A single request may not contain more than ${MOST_PER_PERSON} objects for one user`);
}

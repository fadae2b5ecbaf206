import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { TrackRequested } from '../contracts/profile/1-track-requested.event.js';
import { TrackRecorded } from '../contracts/profile/4-track-recorded.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { SenderReader } from '../contracts/readers/sender.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { TrackRequestBody } from './dto/track.request.js';
import { TrackResponse } from './dto/track.response.js';
import { groupIdsOf } from './group-wishes.js';
import { readTrack } from './read-track.js';
import { type TrackAnswer, trackAnswer } from './track-answer.js';
import { readTrackBody, type TrackBody } from './track-body.js';

/** `POST /users/track`: an answer means done. @source contract "Braze API", section 2 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UserTrackController {
  constructor(
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
    private readonly senders: SenderReader,
    private readonly phones: PhoneReader,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Post('track')
  @HttpCode(201)
  @RequirePermission('users.track')
  @ApiBody({ type: TrackRequestBody })
  @ApiCreatedResponse({ type: TrackResponse })
  track(@Caller() caller: Principal, @Body() body: unknown): Promise<TrackAnswer> {
    const arrays = readTrackBody(body, this.config.TRACK_LIMIT_MODE);
    return this.transactions.run((work) => this.apply(work, caller, arrays));
  }

  /** An answer that is a refusal of everything is thrown, so that nothing of the request stays. */
  private async apply(work: UnitOfWork, caller: Principal, body: TrackBody): Promise<TrackAnswer> {
    const receivedAt = this.clock.now();
    const { refused, ...objects } = readTrack(body, {
      phones: this.phones,
      links: this.config.TRACK_ALIAS_LINK === 'on',
      knownGroups: await this.knownGroups(work, caller, body),
      now: receivedAt,
    });
    // Throws at once when nothing is left to walk the road with.
    trackAnswer(body, refused);
    const request = { workspaceId: caller.workspaceId, actor: caller.keyId, receivedAt, ...objects };
    const recorded = await this.dispatcher.run(new TrackRequested(work, request), TrackRecorded);
    return trackAnswer(body, [...refused, ...recorded.refused]);
  }

  private async knownGroups(work: UnitOfWork, caller: Principal, body: TrackBody): Promise<ReadonlySet<string>> {
    const ids = groupIdsOf(body.attributes);
    return ids.length === 0 ? new Set() : new Set((await this.senders.groups(work, caller.workspaceId, ids)).keys());
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { TrackRequestBody } from './dto/track.request.js';
import { TrackResponse } from './dto/track.response.js';
import type { TrackAnswer } from './track-answer.js';
import { readTrackBody } from './track-body.js';
import { TrackObjects } from './track-objects.js';

/** `POST /users/track`: an answer means done. @source contract "Braze API", section 2 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UserTrackController {
  constructor(
    private readonly transactions: Transactions,
    private readonly objects: TrackObjects,
    private readonly config: Config,
  ) {}

  @Post('track')
  @HttpCode(201)
  @RequirePermission('users.track')
  @ApiBody({ type: TrackRequestBody })
  @ApiCreatedResponse({ type: TrackResponse })
  async track(@Caller() caller: Principal, @Body() body: unknown): Promise<TrackAnswer> {
    const arrays = readTrackBody(body, this.config.TRACK_LIMIT_MODE);
    const call = { caller, route: '/users/track' };
    const { answer } = await this.transactions.run((work) => this.objects.run(work, call, arrays));
    return answer;
  }
}

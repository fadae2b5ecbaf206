import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { EventSummaryReader } from '../contracts/readers/event-summary.reader.js';
import { ProfileFieldsReader } from '../contracts/readers/profile-fields.reader.js';
import { PurchaseSummaryReader } from '../contracts/readers/purchase-summary.reader.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { SyncResponse } from './dto/sync.response.js';
import { SyncTrackRequestBody } from './dto/track.request.js';
import { attributesNamed, identifierAsSent, occurrences, type SyncAnswer, type SyncedUser } from './sync-answer.js';
import { readSyncBody } from './track-body.js';
import { type Tracked, TrackObjects } from './track-objects.js';

/** `POST /users/track/sync`: one object, answered with what came of it. @source contract "Braze API", section 2.10 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class SyncTrackController {
  constructor(
    private readonly transactions: Transactions,
    private readonly objects: TrackObjects,
    private readonly fields: ProfileFieldsReader,
    private readonly events: EventSummaryReader,
    private readonly purchases: PurchaseSummaryReader,
  ) {}

  @Post('track/sync')
  @HttpCode(201)
  @RequirePermission('users.track.sync')
  @ApiBody({ type: SyncTrackRequestBody })
  @ApiCreatedResponse({ type: SyncResponse })
  track(@Caller() caller: Principal, @Body() body: unknown): Promise<SyncAnswer> {
    const arrays = readSyncBody(body);
    const call = { caller, route: '/users/track/sync' };
    return this.transactions.run(async (work) => {
      const tracked = await this.objects.run(work, call, arrays);
      return { users: await this.usersOf(work, caller.workspaceId, tracked), message: 'success' };
    });
  }

  private async usersOf(work: UnitOfWork, workspaceId: string, { reading, people }: Tracked): Promise<SyncedUser[]> {
    const [attributes, event, purchase] = [reading.attributes[0], reading.events[0], reading.purchases[0]];
    const brazeId = people[0]?.brazeId;
    const object = attributes ?? event ?? purchase;
    if (brazeId === undefined || object === undefined) return [];
    const user = identifierAsSent(object.identifier);
    if (attributes !== undefined) {
      const stored = (await this.fields.fieldsOf(work, workspaceId, [brazeId])).get(brazeId)?.custom ?? {};
      return [{ ...user, custom_attributes: attributesNamed(stored, Object.keys(attributes.custom)) }];
    }
    if (event !== undefined) {
      const summaries = await this.events.byProfile(work, workspaceId, [brazeId]);
      const own = summaries.filter(({ name }) => name === event.name);
      return [{ ...user, custom_events: own.map((one) => ({ name: one.name, ...occurrences(one) })) }];
    }
    const summaries = await this.purchases.byProfile(work, workspaceId, [brazeId]);
    const own = summaries.filter(({ name }) => name === purchase?.productId);
    return [{ ...user, purchase_events: own.map((one) => ({ product_id: one.name, ...occurrences(one) })) }];
  }
}

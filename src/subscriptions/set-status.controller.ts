import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { Ids } from '../kernel/ids.js';
import { SetStatusesRequest, SetStatusRequest } from './dto/set-status.request.js';
import { SuccessResponse } from './dto/success.response.js';
import { SetStatus } from './set-status.js';
import { silentOrders } from './silent-orders.js';
import { readStatusOrder, readStatusOrders, type StatusOrder } from './status-order.js';

/** Puts people into groups and out of them: an answer means done. @source contract "Braze API", sections 4.1 and 4.2 */
@ApiTags('Subscription groups')
@ApiBearerAuth()
@Controller()
export class SetStatusController {
  constructor(
    private readonly transactions: Transactions,
    private readonly status: SetStatus,
    private readonly log: NoEffectLog,
    private readonly phones: PhoneReader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  @Post('subscription/status/set')
  @HttpCode(201)
  @RequirePermission('subscription.status.set')
  @ApiBody({ type: SetStatusRequest })
  @ApiCreatedResponse({ type: SuccessResponse })
  set(@Caller() caller: Principal, @Body() body: unknown): Promise<SuccessResponse> {
    return this.obey(caller, '/subscription/status/set', [readStatusOrder(body)]);
  }

  @Post('v2/subscription/status/set')
  @HttpCode(201)
  @RequirePermission('subscription.status.set')
  @ApiBody({ type: SetStatusesRequest })
  @ApiCreatedResponse({ type: SuccessResponse })
  setMany(@Caller() caller: Principal, @Body() body: unknown): Promise<SuccessResponse> {
    return this.obey(caller, '/v2/subscription/status/set', readStatusOrders(body));
  }

  private async obey(caller: Principal, route: string, orders: readonly StatusOrder[]): Promise<SuccessResponse> {
    const { workspaceId, keyId: actor } = caller;
    const call = { id: this.ids.uuid(), workspaceId, actor, receivedAt: this.clock.now() };
    await this.transactions.run(async (work) => {
      const ineffective = await this.status.obey(work, call, orders);
      await this.log.record(work, { ...call, route }, silentOrders(ineffective, this.phones));
    });
    return { message: 'success' };
  }
}

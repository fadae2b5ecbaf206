import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { EventSummaryReader } from '../contracts/readers/event-summary.reader.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { PurchaseSummaryReader } from '../contracts/readers/purchase-summary.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { ExportIdsRequest } from './dto/export-ids.request.js';
import { ExportedUsersResponse } from './dto/exported-users.response.js';
import { type ExportRequest, readExportRequest } from './export-request.js';
import { type ExportAnswer, exportedUser } from './exported-user.js';
import { FormerIdRepository } from './former-id.repository.js';
import { ProfileRepository } from './profile.repository.js';

/** People as the compatible API shows them. @source contract "Braze API", section 3.8 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users/export')
export class ExportController {
  constructor(
    private readonly transactions: Transactions,
    private readonly profiles: ProfileRepository,
    private readonly formerIds: FormerIdRepository,
    private readonly events: EventSummaryReader,
    private readonly purchases: PurchaseSummaryReader,
    private readonly phones: PhoneReader,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Post('ids')
  @HttpCode(201)
  @RequirePermission('users.export.ids')
  @ApiBody({ type: ExportIdsRequest })
  @ApiCreatedResponse({ type: ExportedUsersResponse })
  export(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<ExportAnswer> {
    const request = readExportRequest(body, this.phones);
    return this.transactions.run((work) => this.answer(work, workspaceId, request));
  }

  private async answer(
    work: UnitOfWork,
    workspaceId: string,
    { identifiers, fields }: ExportRequest,
  ): Promise<ExportAnswer> {
    const people = await this.profiles.findHoldersOf(work, workspaceId, identifiers);
    const ids = people.map(({ brazeId }) => brazeId);
    const aliases = await this.profiles.findAliases(work, workspaceId, ids);
    const events = await this.events.byProfile(work, workspaceId, ids);
    const purchases = await this.purchases.byProfile(work, workspaceId, ids);
    const options = { fields, phoneStyle: this.config.EXPORT_PHONE_STYLE, now: this.clock.now() };
    const users = people.map((profile) => {
      const isTheirs = ({ brazeId }: { readonly brazeId: string }) => brazeId === profile.brazeId;
      const belongings = {
        aliases: aliases.filter(isTheirs),
        events: events.filter(isTheirs),
        purchases: purchases.filter(isTheirs),
      };
      return exportedUser({ profile, ...belongings }, options);
    });

    const found = new Set(people.map(({ externalId }) => externalId));
    const others = identifiers.flatMap((asked) =>
      asked.kind === 'external_id' && !found.has(asked.externalId) ? [asked.externalId] : [],
    );
    const former = await this.formerIds.findOwners(work, workspaceId, others);
    const unknown = others.filter((id) => !former.has(id));
    const invalid = unknown.length === 0 ? {} : { invalid_user_ids: [...new Set(unknown)] };
    return { users, ...invalid, message: 'success' };
  }
}

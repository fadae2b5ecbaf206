import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { readBody } from '../kernel/http/body.js';
import { parseInstant } from '../kernel/http/instant.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import {
  type OptOutScopeBody,
  WorkspaceSettingsRequest,
  WorkspaceSettingsResponse,
} from './dto/workspace-settings.request.js';
import { OptOutScopeRepository } from './opt-out-scope.repository.js';
import { WorkspaceRepository } from './workspace.repository.js';

/** The switches of the caller's workspace. */
@ApiTags('Management: workspace')
@ApiBearerAuth()
@Controller('admin/workspace')
@RequirePermission('admin')
export class WorkspaceController {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: WorkspaceRepository,
    private readonly scopes: OptOutScopeRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOkResponse({ type: WorkspaceSettingsResponse })
  show(@Caller() { workspaceId }: Principal): Promise<WorkspaceSettingsResponse> {
    return this.transactions.run((work) => this.read(work, workspaceId));
  }

  @Put()
  @ApiBody({ type: WorkspaceSettingsRequest })
  @ApiOkResponse({ type: WorkspaceSettingsResponse })
  change(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<WorkspaceSettingsResponse> {
    const wanted = readBody(WorkspaceSettingsRequest, body);
    return this.transactions.run(async (work) => {
      const { unknown_number_handling: unknownNumberHandling, disabled, opt_out_scopes: scopes } = wanted;
      if (unknownNumberHandling !== undefined)
        await this.workspaces.saveSettings(work, workspaceId, { unknownNumberHandling });
      if (disabled !== undefined)
        await this.workspaces.saveDisabledAt(work, workspaceId, disabled ? this.clock.now() : null);
      if (scopes !== undefined) await this.scopes.replace(work, workspaceId, scopes.map(scopeFrom));
      return this.read(work, workspaceId);
    });
  }

  private async read(work: UnitOfWork, workspaceId: string): Promise<WorkspaceSettingsResponse> {
    const { unknownNumberHandling } = await this.workspaces.settings(work, workspaceId);
    const disabledAt = await this.workspaces.disabledAt(work, workspaceId);
    const scopes = await this.scopes.optOutScopes(work, workspaceId);
    return {
      unknown_number_handling: unknownNumberHandling,
      disabled: disabledAt !== null,
      opt_out_scopes: scopes.map(({ from, ...scope }) => ({ ...scope, from: from.toISOString() })),
    };
  }
}

function scopeFrom({ country, scope, from }: OptOutScopeBody) {
  return { country, scope, from: parseInstant(from)! };
}

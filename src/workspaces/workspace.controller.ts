import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { WorkspaceSettingsBody } from './dto/workspace-settings.request.js';
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
  ) {}

  @Get()
  @ApiOkResponse({ type: WorkspaceSettingsBody })
  async show(@Caller() { workspaceId }: Principal): Promise<WorkspaceSettingsBody> {
    const settings = await this.transactions.run((work) => this.workspaces.settings(work, workspaceId));
    return { unknown_number_handling: settings.unknownNumberHandling };
  }

  @Put()
  @ApiBody({ type: WorkspaceSettingsBody })
  @ApiOkResponse({ type: WorkspaceSettingsBody })
  async change(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<WorkspaceSettingsBody> {
    const wanted = readBody(WorkspaceSettingsBody, body);
    await this.transactions.run((work) =>
      this.workspaces.saveSettings(work, workspaceId, { unknownNumberHandling: wanted.unknown_number_handling }),
    );
    return wanted;
  }
}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OptOutScopeReader } from '../contracts/readers/opt-out-scope.reader.js';
import { WorkspaceReader } from '../contracts/readers/workspace.reader.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeysController } from './api-keys.controller.js';
import { FirstStart } from './first-start.js';
import { OptOutScopeRepository } from './opt-out-scope.repository.js';
import { WorkspaceController } from './workspace.controller.js';
import { Workspace } from './workspace.entity.js';
import { WorkspaceRepository } from './workspace.repository.js';

/** Who may call us: workspaces, their switches and the API keys that open them. Guards every route of the process. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Workspace, ApiKey])],
  controllers: [ApiKeysController, WorkspaceController],
  providers: [
    WorkspaceRepository,
    OptOutScopeRepository,
    ApiKeyRepository,
    FirstStart,
    { provide: WorkspaceReader, useExisting: WorkspaceRepository },
    { provide: OptOutScopeReader, useExisting: OptOutScopeRepository },
    { provide: APP_GUARD, useClass: ApiKeyGuard },
  ],
  exports: [OptOutScopeReader, WorkspaceReader],
})
export class WorkspacesModule {}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { type NoEffect, NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { RemoveExternalIdsRequest, RenameExternalIdsRequest } from './dto/identity.requests.js';
import { RemovedExternalIdsResponse, RenamedExternalIdsResponse } from './dto/identity.responses.js';
import { FormerIdRepository } from './former-id.repository.js';
import { silentEntry } from './in-vain.js';
import { LockedPeople } from './locked-people.js';
import { type DoneRenames, type PlacedInVain, removableIds, renameExternalIds } from './name-people.js';
import { ProfileRepository } from './profile.repository.js';
import type { ProfileSet } from './profile-set.js';
import { readRemovals, readRenames } from './requests/external-id-requests.js';

/** Changes external ids; the old ones lead to their people until they are removed. @source contract "Braze API", section 3.6 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users/external_ids')
export class ExternalIdsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly formerIds: FormerIdRepository,
    private readonly log: NoEffectLog,
    private readonly clock: Clock,
  ) {}

  @Post('rename')
  @HttpCode(201)
  @RequirePermission('users.external_ids.rename')
  @ApiBody({ type: RenameExternalIdsRequest })
  @ApiCreatedResponse({ type: RenamedExternalIdsResponse })
  async rename(
    @Caller() { workspaceId, keyId: actor }: Principal,
    @Body() body: unknown,
  ): Promise<RenamedExternalIdsResponse> {
    const renames = readRenames(body);
    const named = renames.flatMap((entry) => ('fault' in entry ? [] : [entry.currentId, entry.newId]));
    const { done, errors } = await this.transactions.run(async (work): Promise<DoneRenames> => {
      const people = await this.load(work, workspaceId, named);
      const renamed = renameExternalIds(people, renames);
      const now = this.clock.now();
      await this.profiles.save(work, workspaceId, people.changes(), now);
      await this.formerIds.add(work, workspaceId, renamed.former, now);
      const call = { workspaceId, actor, route: '/users/external_ids/rename', receivedAt: now };
      await this.log.record(work, call, silent('external_id_renames', renamed.inVain));
      return renamed;
    });
    const shown = done.map(({ currentId, newId }) => ({ current_external_id: currentId, new_external_id: newId }));
    return { external_ids: shown, rename_errors: errors, message: 'success' };
  }

  @Post('remove')
  @HttpCode(201)
  @RequirePermission('users.external_ids.remove')
  @ApiBody({ type: RemoveExternalIdsRequest })
  @ApiCreatedResponse({ type: RemovedExternalIdsResponse })
  async remove(
    @Caller() { workspaceId, keyId: actor }: Principal,
    @Body() body: unknown,
  ): Promise<RemovedExternalIdsResponse> {
    const removals = readRemovals(body);
    const named = removals.flatMap((entry) => ('fault' in entry ? [] : [entry.externalId]));
    const { removed, errors } = await this.transactions.run(async (work) => {
      const people = await this.load(work, workspaceId, named);
      const removable = removableIds(people, removals);
      await this.formerIds.remove(work, workspaceId, removable.removed);
      const call = { workspaceId, actor, route: '/users/external_ids/remove', receivedAt: this.clock.now() };
      await this.log.record(work, call, silent('external_ids', removable.inVain));
      return removable;
    });
    return { removed_ids: removed, removal_errors: errors, message: 'success' };
  }

  private load(work: UnitOfWork, workspaceId: string, externalIds: readonly string[]): Promise<ProfileSet> {
    const identifiers = externalIds.map((externalId): ProfileIdentifier => ({ kind: 'external_id', externalId }));
    const nothing = { numbers: [], movesNumbers: false, removesPeople: false, changes: 0 };
    return this.lockedPeople.load(work, { workspaceId, identifiers, ...nothing });
  }
}

function silent(inputArray: string, inVain: readonly PlacedInVain[]): readonly NoEffect[] {
  return inVain.map((entry) => silentEntry({ inputArray, index: entry.index }, entry));
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { AliasUpdatesRequest, NewAliasesRequest } from './dto/identity.requests.js';
import { AliasesProcessedResponse } from './dto/identity.responses.js';
import { LockedPeople } from './locked-people.js';
import { addAliases, updateAliases } from './name-people.js';
import { ProfileRepository } from './profile.repository.js';
import type { ProfileSet } from './profile-set.js';
import { readAliasUpdates, readNewAliases } from './requests/alias-requests.js';
import { told } from './requests/entries.js';

/** Gives people names and changes them. @source contract "Braze API", sections 3.1 and 3.2 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users/alias')
export class AliasesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly clock: Clock,
  ) {}

  @Post('new')
  @HttpCode(201)
  @RequirePermission('users.alias.new')
  @ApiBody({ type: NewAliasesRequest })
  @ApiCreatedResponse({ type: AliasesProcessedResponse })
  async add(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<AliasesProcessedResponse> {
    const read = readNewAliases(body);
    const errors = told(`'user_aliases' field`, read);
    const identifiers = read.accepted.flatMap(({ externalId, label, name }): ProfileIdentifier[] => [
      { kind: 'alias', label, name },
      ...(externalId === null ? [] : [{ kind: 'external_id', externalId } as const]),
    ]);
    await this.change(workspaceId, identifiers, (people) => {
      addAliases(people, read.accepted);
    });
    return { aliases_processed: read.accepted.length, ...errors, message: 'success' };
  }

  @Post('update')
  @HttpCode(201)
  @RequirePermission('users.alias.update')
  @ApiBody({ type: AliasUpdatesRequest })
  @ApiCreatedResponse({ type: AliasesProcessedResponse })
  async update(@Caller() { workspaceId }: Principal, @Body() body: unknown): Promise<AliasesProcessedResponse> {
    const read = readAliasUpdates(body);
    const errors = told(`'alias_updates' field`, read);
    const identifiers = read.accepted.flatMap(({ label, name, newName }): ProfileIdentifier[] => [
      { kind: 'alias', label, name },
      { kind: 'alias', label, name: newName },
    ]);
    await this.change(workspaceId, identifiers, (people) => {
      updateAliases(people, read.accepted);
    });
    return { aliases_processed: read.accepted.length, ...errors, message: 'success' };
  }

  private change(
    workspaceId: string,
    identifiers: readonly ProfileIdentifier[],
    apply: (people: ProfileSet) => void,
  ): Promise<void> {
    const nothing = { numbers: [], movesNumbers: false, removesPeople: false, changes: 0 };
    return this.transactions.run(async (work) => {
      const people = await this.lockedPeople.load(work, { workspaceId, identifiers, ...nothing });
      apply(people);
      await this.profiles.save(work, workspaceId, people.changes(), this.clock.now());
    });
  }
}

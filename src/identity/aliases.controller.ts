import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { AliasUpdatesRequest, NewAliasesRequest } from './dto/identity.requests.js';
import { AliasesProcessedResponse } from './dto/identity.responses.js';
import { type InVain, silentEntries } from './in-vain.js';
import { LockedPeople } from './locked-people.js';
import { addAliases, updateAliases } from './name-people.js';
import { ProfileRepository } from './profile.repository.js';
import type { ProfileSet } from './profile-set.js';
import { readAliasUpdates, readNewAliases } from './requests/alias-requests.js';
import { type EntryPlace, told } from './requests/entries.js';

/** Names to give or to change, as they were asked for. */
interface AliasRequest {
  readonly caller: Principal;
  readonly route: string;
  readonly places: readonly EntryPlace[];
  /** Everybody it names. */
  readonly identifiers: readonly ProfileIdentifier[];
}

/** Gives people names and changes them. @source contract "Braze API", sections 3.1 and 3.2 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users/alias')
export class AliasesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly lockedPeople: LockedPeople,
    private readonly profiles: ProfileRepository,
    private readonly log: NoEffectLog,
    private readonly clock: Clock,
  ) {}

  @Post('new')
  @HttpCode(201)
  @RequirePermission('users.alias.new')
  @ApiBody({ type: NewAliasesRequest })
  @ApiCreatedResponse({ type: AliasesProcessedResponse })
  async add(@Caller() caller: Principal, @Body() body: unknown): Promise<AliasesProcessedResponse> {
    const read = readNewAliases(body);
    const errors = told(`'user_aliases' field`, read);
    const identifiers = read.accepted.flatMap(({ externalId, label, name }): ProfileIdentifier[] => [
      { kind: 'alias', label, name },
      ...(externalId === null ? [] : [{ kind: 'external_id', externalId } as const]),
    ]);
    const request = { caller, route: '/users/alias/new', places: read.places, identifiers };
    await this.change(request, (people) => addAliases(people, read.accepted));
    return { aliases_processed: read.accepted.length, ...errors, message: 'success' };
  }

  @Post('update')
  @HttpCode(201)
  @RequirePermission('users.alias.update')
  @ApiBody({ type: AliasUpdatesRequest })
  @ApiCreatedResponse({ type: AliasesProcessedResponse })
  async update(@Caller() caller: Principal, @Body() body: unknown): Promise<AliasesProcessedResponse> {
    const read = readAliasUpdates(body);
    const errors = told(`'alias_updates' field`, read);
    const identifiers = read.accepted.flatMap(({ label, name, newName }): ProfileIdentifier[] => [
      { kind: 'alias', label, name },
      { kind: 'alias', label, name: newName },
    ]);
    const request = { caller, route: '/users/alias/update', places: read.places, identifiers };
    await this.change(request, (people) => updateAliases(people, read.accepted));
    return { aliases_processed: read.accepted.length, ...errors, message: 'success' };
  }

  private change(
    { caller, route, places, identifiers }: AliasRequest,
    apply: (people: ProfileSet) => readonly (InVain | null)[],
  ): Promise<void> {
    const { workspaceId, keyId: actor } = caller;
    const nothing = { numbers: [], movesNumbers: false, removesPeople: false, changes: 0 };
    return this.transactions.run(async (work) => {
      const people = await this.lockedPeople.load(work, { workspaceId, identifiers, ...nothing });
      const outcomes = apply(people);
      const now = this.clock.now();
      await this.profiles.save(work, workspaceId, people.changes(), now);
      await this.log.record(work, { workspaceId, actor, route, receivedAt: now }, silentEntries(places, outcomes));
    });
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { NoEffectLog } from '../contracts/gateways/no-effect.gateway.js';
import type { ProfileIdentifier } from '../contracts/profile/1-track-requested.event.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { DeleteUsersRequest, IdentifyUsersRequest, MergeUsersRequest } from './dto/identity.requests.js';
import { AliasesProcessedResponse, DeletedResponse, DoneResponse } from './dto/identity.responses.js';
import { identifyPeople, mergePeople } from './identify-people.js';
import { type InVain, silentEntries } from './in-vain.js';
import { PeopleMerger } from './merging/people-merger.js';
import { PeopleEraser } from './people-eraser.js';
import { readDeleteRequest } from './requests/delete-request.js';
import { type EntryPlace, told } from './requests/entries.js';
import { readIdentifyRequest } from './requests/identify-request.js';
import { readMergeRequest } from './requests/merge-request.js';

/** Where `/users/identify` looks for entries, as a refusal names it. */
const IDENTIFY_FIELDS = "'aliases_to_identify', 'emails_to_identify' or 'phone_numbers_to_identify' fields";

/** Identifies, merges and deletes people. @source contract "Braze API", sections 3.4, 3.5 and 3.7 */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class PeopleController {
  constructor(
    private readonly transactions: Transactions,
    private readonly merger: PeopleMerger,
    private readonly eraser: PeopleEraser,
    private readonly phones: PhoneReader,
    private readonly log: NoEffectLog,
    private readonly clock: Clock,
  ) {}

  @Post('identify')
  @HttpCode(201)
  @RequirePermission('users.identify')
  @ApiBody({ type: IdentifyUsersRequest })
  @ApiCreatedResponse({ type: AliasesProcessedResponse })
  async identify(@Caller() caller: Principal, @Body() body: unknown): Promise<AliasesProcessedResponse> {
    const request = readIdentifyRequest(body, this.phones);
    const errors = told(IDENTIFY_FIELDS, request);
    const identifiers = request.accepted.flatMap(({ externalId, source }): ProfileIdentifier[] => [
      source.identifier,
      { kind: 'external_id', externalId },
    ]);
    await this.obey({ caller, route: '/users/identify', places: request.places }, (work) =>
      this.merger.run(work, {
        workspaceId: caller.workspaceId,
        actor: caller.keyId,
        cause: 'identify',
        identifiers,
        apply: (people) => identifyPeople(people, request),
      }),
    );
    return { aliases_processed: request.accepted.length, ...errors, message: 'success' };
  }

  @Post('merge')
  @HttpCode(202)
  @RequirePermission('users.merge')
  @ApiBody({ type: MergeUsersRequest })
  @ApiAcceptedResponse({ type: DoneResponse })
  async merge(@Caller() caller: Principal, @Body() body: unknown): Promise<DoneResponse> {
    const updates = readMergeRequest(body, this.phones);
    const places = updates.map((_, index) => ({ inputArray: 'merge_updates', index }));
    await this.obey({ caller, route: '/users/merge', places }, (work) =>
      this.merger.run(work, {
        workspaceId: caller.workspaceId,
        actor: caller.keyId,
        cause: 'merge',
        identifiers: updates.flatMap(({ toMerge, toKeep }) => [toMerge.identifier, toKeep.identifier]),
        apply: (people) => mergePeople(people, updates),
      }),
    );
    return { message: 'success' };
  }

  @Post('delete')
  @HttpCode(201)
  @RequirePermission('users.delete')
  @ApiBody({ type: DeleteUsersRequest })
  @ApiCreatedResponse({ type: DeletedResponse })
  async delete(@Caller() caller: Principal, @Body() body: unknown): Promise<DeletedResponse> {
    const { kind, ...read } = readDeleteRequest(body, this.phones);
    const errors = told(`'${kind}' field`, read);
    const request = { workspaceId: caller.workspaceId, actor: caller.keyId, selectors: read.accepted };
    await this.obey({ caller, route: '/users/delete', places: read.places }, (work) =>
      this.eraser.erase(work, request),
    );
    return { deleted: read.accepted.length, ...errors, message: 'success' };
  }

  /** Does what was asked and takes down what of it was in vain, in one transaction. */
  private obey(
    { caller, route, places }: { caller: Principal; route: string; places: readonly EntryPlace[] },
    act: (work: UnitOfWork) => Promise<readonly (InVain | null)[]>,
  ): Promise<void> {
    const call = { workspaceId: caller.workspaceId, actor: caller.keyId, route, receivedAt: this.clock.now() };
    return this.transactions.run(async (work) => {
      const outcomes = await act(work);
      await this.log.record(work, call, silentEntries(places, outcomes));
    });
  }
}

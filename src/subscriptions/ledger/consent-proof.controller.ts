import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { PhoneNumber } from '../../contracts/phone/phone-number.js';
import { InboundMessageReader } from '../../contracts/readers/inbound-message.reader.js';
import { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import { Clock } from '../../kernel/clock.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';
import { Caller, type Principal, RequirePermission } from '../../kernel/http/principal.js';
import { ConsentHistoryRepository } from '../consent-history.repository.js';
import { ConsentProofResponse } from './consent-proof.response.js';
import { type ConsentProof, consentProof, type KnownChain } from './consent-proof.js';
import { ConsentSealer } from './consent-sealer.js';
import { ErasedNumberRepository } from './erased-number.repository.js';
import { erasedKey } from './ledger-record.js';
import { ProofRepository } from './proof.repository.js';
import { SealRepository } from './seal.repository.js';

/** How long a proof waits for fresh rows to be sealed; then it shows them as unsealed. Unit: ms. */
const PATIENCE_MS = 2_000;
/** Unit: ms. */
const LOOK_AGAIN_MS = 25;

/** Proof for people outside: complete, and checkable without us. */
@ApiTags('Management: consent')
@ApiBearerAuth()
@Controller('admin/consent')
@RequirePermission('admin')
export class ConsentProofController {
  constructor(
    private readonly transactions: Transactions,
    private readonly proofs: ProofRepository,
    private readonly seals: SealRepository,
    private readonly history: ConsentHistoryRepository,
    private readonly erased: ErasedNumberRepository,
    private readonly inbound: InboundMessageReader,
    private readonly phones: PhoneReader,
    private readonly sealer: ConsentSealer,
    private readonly clock: Clock,
  ) {}

  /** The whole history of a number with its hash chain; check it with `node scripts/verify-proof.js FILE`. */
  @Get(':number/proof')
  @ApiParam({ name: 'number', example: '+14155552671' })
  @ApiOkResponse({ type: ConsentProofResponse, description: 'The proof; docs/consent-proof.md explains every field.' })
  async prove(@Caller() { workspaceId }: Principal, @Param('number') written: string): Promise<ConsentProof> {
    const number = this.phones.readPersonPhone(written).e164;
    if (number === null) throw new InvalidRequest(`'number' must be a phone number in E.164`);
    await this.waitForSeals(workspaceId, number);
    return this.transactions.run(async (work) => {
      // Rows, secret and ends of one moment: neither sealing nor erasing may fall between the statements.
      await this.seals.lock(work, workspaceId);
      const erasures = await this.erased.erasuresOf(work, workspaceId, number);
      const chains: KnownChain[] = [];
      for (const name of [...erasures.map(erasedKey), number.e164()])
        chains.push(await this.chain(work, workspaceId, name));
      return consentProof({
        workspaceId,
        number: number.e164(),
        generatedAt: this.clock.now(),
        states: await this.history.rebuild(work, { workspaceId, number, at: null }),
        chains,
        wordings: await this.proofs.wordings(
          work,
          workspaceId,
          chains.flatMap(({ rows }) => rows),
        ),
        ledgerEnd: await this.seals.ledgerEnd(work, workspaceId),
      });
    });
  }

  private async chain(work: UnitOfWork, workspaceId: string, number: string): Promise<KnownChain> {
    const rows = await this.proofs.chain(work, workspaceId, number);
    const messages = rows.flatMap(({ inbound_message_id }) => inbound_message_id ?? []);
    return {
      number,
      rows,
      secret: await this.proofs.secret(work, workspaceId, number),
      texts: await this.inbound.texts(work, workspaceId, messages),
    };
  }

  private async waitForSeals(workspaceId: string, number: PhoneNumber): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    const waiting = () => this.transactions.run((work) => this.seals.hasUnsealed(work, workspaceId, number.e164()));
    while ((await waiting()) && performance.now() < until) {
      this.sealer.hurry();
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

import { Injectable } from '@nestjs/common';
import { InboundMessageReader } from '../../contracts/readers/inbound-message.reader.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { hex } from './ledger-record.js';
import { LedgerWalkRepository, type WalkedSeal } from './ledger-walk.repository.js';
import { type BrokenBecause, whyBroken } from './seal-check.js';
import type { ChainEnd } from './seal-records.js';

/** Seals held in memory at once. Unit: rows. */
const PAGE = 1_000;

/** The first link of a workspace that does not hold. */
export interface BrokenLink {
  readonly position: number | null;
  /** Id of the row of `consent_change`; null when it is gone. */
  readonly changeId: string | null;
  /** Personal: print its fingerprint. */
  readonly number: string | null;
  readonly because: BrokenBecause | 'the row has no seal, though later ones have';
}

/** What was found in one workspace. */
export interface VerifiedWorkspace {
  readonly workspaceId: string;
  /** Seals that hold, from the first one on. */
  readonly verified: number;
  /** Texts that are still stored and are the ones that were sealed. */
  readonly texts: number;
  /** Rows behind the last seal; a running Hark will seal them. */
  readonly unsealed: number;
  /** Last link that holds, `position:hash`; compare it with one noted earlier. Null when there is none. */
  readonly head: string | null;
  readonly broken: BrokenLink | null;
  /** Whether the walk passed the link that was asked for. */
  readonly passedExpected: boolean;
}

/** How to walk. */
export interface VerifyOptions {
  /** A link noted earlier, `position:hash`: whoever rewrote the whole chain cannot have it. */
  readonly expected?: string | undefined;
  /** Told after each page. */
  readonly onProgress?: (workspaceId: string, verified: number) => void;
}

/**
 * Walks the chains of all workspaces and compares them with the history and the texts. Reads page by page, each in a
 * short transaction of its own, so it may run beside a working Hark. Changes nothing.
 */
@Injectable()
export class VerifyLedger {
  constructor(
    private readonly transactions: Transactions,
    private readonly walk: LedgerWalkRepository,
    private readonly inbound: InboundMessageReader,
  ) {}

  async run(options: VerifyOptions = {}): Promise<readonly VerifiedWorkspace[]> {
    const workspaces = await this.transactions.run((work) => this.walk.workspaces(work));
    const results: VerifiedWorkspace[] = [];
    for (const workspaceId of workspaces) results.push(await this.verify(workspaceId, options));
    return results;
  }

  private async verify(workspaceId: string, { expected, onProgress }: VerifyOptions): Promise<VerifiedWorkspace> {
    let page: Page = { end: { length: 0, hash: null }, seq: 0, texts: 0, broken: null, more: true };
    let [texts, passedExpected] = [0, false];
    while (page.more) {
      page = await this.verifyPage(workspaceId, page, (end) => (passedExpected ||= headOf(end) === expected));
      texts += page.texts;
      onProgress?.(workspaceId, page.end.length);
    }
    const { end, seq, broken } = page;
    const unsealed =
      broken === null ? await this.transactions.run((work) => this.walk.countAfter(work, workspaceId, seq)) : 0;
    return { workspaceId, verified: end.length, texts, unsealed, head: headOf(end), broken, passedExpected };
  }

  private verifyPage(workspaceId: string, from: Page, onHolding: (end: ChainEnd) => void): Promise<Page> {
    return this.transactions.run(async (work) => {
      const seals = await this.walk.seals(work, workspaceId, from.end.length, PAGE);
      const messages = seals.flatMap(({ row }) => row?.inbound_message_id ?? []);
      const texts = await this.inbound.texts(work, workspaceId, messages);
      const upTo = seals.at(-1)?.seq ?? from.seq;
      const unsealed = await this.walk.firstUnsealed(work, workspaceId, { after: from.seq, upTo });
      const { end, broken } = checkAll(seals, workspaceId, from.end, texts, onHolding);
      return {
        end,
        seq: upTo,
        texts: messages.filter((id) => texts.has(id)).length,
        broken: broken ?? missingSeal(unsealed),
        more: broken === null && unsealed === null && seals.length === PAGE,
      };
    });
  }
}

interface Page {
  readonly end: ChainEnd;
  readonly seq: number;
  readonly texts: number;
  readonly broken: BrokenLink | null;
  readonly more: boolean;
}

function checkAll(
  seals: readonly WalkedSeal[],
  workspaceId: string,
  from: ChainEnd,
  texts: ReadonlyMap<string, { reveal(): string }>,
  onHolding: (end: ChainEnd) => void,
): { readonly end: ChainEnd; readonly broken: BrokenLink | null } {
  let end = from;
  for (const seal of seals) {
    const { row, position } = seal;
    const because = whyBroken(seal, workspaceId, end, texts.get(row?.inbound_message_id ?? ''));
    if (because !== null)
      return { end, broken: { position, changeId: row?.id ?? null, number: row?.number ?? null, because } };
    end = { length: position, hash: seal.ledgerHash };
    onHolding(end);
  }
  return { end, broken: null };
}

function missingSeal(row: { readonly id: string; readonly number: string } | null): BrokenLink | null {
  if (row === null) return null;
  const because = 'the row has no seal, though later ones have';
  return { position: null, changeId: row.id, number: row.number, because };
}

function headOf({ length, hash }: ChainEnd): string | null {
  return hash === null ? null : `${length}:${hex(hash)!}`;
}

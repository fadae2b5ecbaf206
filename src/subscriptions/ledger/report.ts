import type { SecretBox } from '../../kernel/crypto/secret-box.js';
import type { RebuildConsent } from './rebuild-consent.js';
import type { BrokenLink, VerifyLedger } from './verify-ledger.js';

/** How often long work says how far it is. Unit: ms. */
const PROGRESS_EVERY_MS = 2_000;

/** Says in sentences what an audit finds. Numbers appear as the fingerprint that is also in the log. */
export class Report {
  private nextProgressAt = performance.now() + PROGRESS_EVERY_MS;

  constructor(
    private readonly secrets: SecretBox,
    private readonly say: (line: string) => void,
  ) {}

  /** @param head `position:hash` that must be in one of the chains @returns whether everything holds */
  async verify(ledger: VerifyLedger, head: string | undefined): Promise<boolean> {
    const results = await ledger.run({
      expected: head,
      onProgress: (workspaceId, seals) => {
        this.progress(`Workspace ${workspaceId}: ${seals} records checked …`);
      },
    });
    for (const { workspaceId, verified, texts, unsealed, head: end, broken } of results) {
      this.say(`Workspace ${workspaceId}: ${verified} records and ${texts} texts hold, ${unsealed} not sealed yet.`);
      this.say(`  Head: ${end ?? 'none'}`);
      if (broken !== null) this.say(`  BROKEN at ${this.place(broken)}: ${broken.because}.`);
    }
    const missed = head !== undefined && !results.some(({ passedExpected }) => passedExpected);
    if (missed) this.say('BROKEN: no chain holds the given head. It was cut off or written anew since that was noted.');
    const holds = !missed && results.every(({ broken }) => broken === null);
    if (holds) this.say('The consent ledger holds.');
    return holds;
  }

  /** @returns whether the states now are what the history says */
  async rebuild(states: RebuildConsent, dryRun: boolean): Promise<boolean> {
    const results = await states.run({
      dryRun,
      onDifference: (_workspaceId, { number, groupId, stored, rebuilt }) => {
        const name = this.secrets.fingerprint(number);
        this.say(`  number ${name}, group ${groupId}: ${stored ?? 'no state'} → ${rebuilt ?? 'no state'}`);
      },
      onProgress: (workspaceId, numbers) => {
        this.progress(`Workspace ${workspaceId}: ${numbers} numbers compared …`);
      },
    });
    for (const { workspaceId, numbers, differences } of results)
      this.say(
        `Workspace ${workspaceId}: ${numbers} numbers, ${differences} ${dryRun ? 'differences' : 'states repaired'}.`,
      );
    return !dryRun || results.every(({ differences }) => differences === 0);
  }

  private place({ position, changeId, number }: BrokenLink): string {
    const row = changeId === null ? 'row lost' : `row ${changeId}`;
    const name = number === null ? '' : `, number ${this.secrets.fingerprint(number)}`;
    return `${position === null ? '' : `position ${position}, `}${row}${name}`;
  }

  private progress(line: string): void {
    if (performance.now() < this.nextProgressAt) return;
    this.nextProgressAt = performance.now() + PROGRESS_EVERY_MS;
    this.say(line);
  }
}

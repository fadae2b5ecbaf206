import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { ConsentSealer } from '../../src/subscriptions/ledger/consent-sealer.js';
import { LedgerWalkRepository } from '../../src/subscriptions/ledger/ledger-walk.repository.js';
import { SealRepository } from '../../src/subscriptions/ledger/seal.repository.js';
import { type VerifiedWorkspace, VerifyLedger } from '../../src/subscriptions/ledger/verify-ledger.js';
import { InboundLogRepository } from '../../src/webhook/inbound-log.repository.js';
import type { TestApp } from './app.js';

/** Waits until every row of history has its seal. */
export async function everythingSealed(app: TestApp): Promise<void> {
  const seals = app.app.get(SealRepository);
  while ((await app.work((work) => seals.countUnsealed(work))) > 0) {
    app.app.get(ConsentSealer).hurry();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Walks the ledger of the workspace the tests write to. */
export async function audit(dataSource: DataSource, expected?: string): Promise<VerifiedWorkspace> {
  const ledger = new VerifyLedger(new Transactions(dataSource), new LedgerWalkRepository(), new InboundLogRepository());
  const results = await ledger.run({ expected });
  if (results.length !== 1) throw new Error(`There are ${results.length} workspaces in the ledger.`);
  return results[0]!;
}

/** What a program of ours printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs a script with this Node, without its environment getting in the way. */
export function runNode(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '', ...environment };
    execFile(process.execPath, [...args], { env }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        output: stdout + stderr,
      });
    });
  });
}

/** Lets scripts/verify-proof.js judge a proof. */
export async function judge(proof: unknown): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-proof-'));
  try {
    const file = join(folder, 'proof.json');
    await writeFile(file, JSON.stringify(proof));
    return await runNode(['scripts/verify-proof.js', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

import { Injectable } from '@nestjs/common';
import type { InvalidReason, NumberFlag } from '../contracts/delivery/number-flag.js';
import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { InvalidNumberReader } from '../contracts/readers/invalid-number.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import type { InvalidNumber, InvalidNumberQuestion } from './invalid-number.js';

/** What the management API asks. */
export interface InvalidNumberFilter {
  readonly number: PhoneNumber | null;
  readonly reason: InvalidReason | null;
  readonly withRemoved: boolean;
  /** Id of the last row of the page before. */
  readonly before: string | null;
  /** Unit: rows. */
  readonly limit: number;
}

interface Row extends Omit<InvalidNumber, 'number'> {
  readonly number: string;
}

const COLUMNS = `id, number, reason, source, provider_code as "providerCode", actor,
  first_detected_at as "firstDetectedAt", detected_at as "detectedAt", removed_at as "removedAt", removed_by as "removedBy"`;

/** The only SQL on `invalid_number`. */
@Injectable()
export class InvalidNumberRepository extends InvalidNumberReader {
  async flagged(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, NumberFlag>> {
    if (numbers.length === 0) return new Map();
    const flags = await work.rows<NumberFlag>(
      `select number, reason, detected_at as "detectedAt"
         from invalid_number
        where workspace_id = $1 and number = any($2::text[]) and removed_at is null`,
      [workspaceId, [...new Set(numbers)]],
    );
    return new Map(flags.map((flag) => [flag.number, flag]));
  }

  /** The current flags of these numbers. */
  async findCurrent(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
  ): Promise<readonly InvalidNumber[]> {
    const rows = await work.rows<Row>(
      `select ${COLUMNS}
         from invalid_number
        where workspace_id = $1 and number = any($2::text[]) and removed_at is null`,
      [workspaceId, numbers.map((number) => number.e164())],
    );
    return rows.map(toInvalidNumber);
  }

  /** Writes current flags, one per number. The caller holds the locks of the numbers. */
  async saveMany(work: UnitOfWork, workspaceId: string, flags: readonly InvalidNumber[]): Promise<void> {
    await work.execute(
      `insert into invalid_number
         (workspace_id, id, number, reason, source, provider_code, actor, first_detected_at, detected_at)
       select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                $8::timestamptz[], $9::timestamptz[])
       on conflict (workspace_id, number) where removed_at is null do update
         set reason = excluded.reason, source = excluded.source, provider_code = excluded.provider_code,
             actor = excluded.actor, first_detected_at = excluded.first_detected_at, detected_at = excluded.detected_at`,
      [
        workspaceId,
        flags.map(({ id }) => id),
        flags.map(({ number }) => number.e164()),
        flags.map(({ reason }) => reason),
        flags.map(({ source }) => source),
        flags.map(({ providerCode }) => providerCode),
        flags.map(({ actor }) => actor),
        flags.map(({ firstDetectedAt }) => firstDetectedAt),
        flags.map(({ detectedAt }) => detectedAt),
      ],
    );
  }

  /** Ends the current flags of these numbers; numbers without one are passed over. The caller holds their locks. */
  async removeMany(
    work: UnitOfWork,
    workspaceId: string,
    numbers: readonly PhoneNumber[],
    removal: { readonly at: Date; readonly by: string },
  ): Promise<number> {
    return work.execute(
      `update invalid_number set removed_at = $3, removed_by = $4
        where workspace_id = $1 and number = any($2::text[]) and removed_at is null`,
      [workspaceId, numbers.map((number) => number.e164()), removal.at, removal.by],
    );
  }

  /** Deletes every flag of these numbers, current and removed. The caller holds their locks. */
  async erase(work: UnitOfWork, workspaceId: string, numbers: readonly PhoneNumber[]): Promise<void> {
    if (numbers.length === 0) return;
    await work.execute('delete from invalid_number where workspace_id = $1 and number = any($2::text[])', [
      workspaceId,
      numbers.map((number) => number.e164()),
    ]);
  }

  /** Current flags, the newest detection first. */
  async find(
    work: UnitOfWork,
    workspaceId: string,
    { of, reason, limit, offset }: InvalidNumberQuestion,
  ): Promise<readonly InvalidNumber[]> {
    const [condition, values] =
      'numbers' in of
        ? ['number = any($5::text[])', [of.numbers.map((number) => number.e164())]]
        : ['detected_at >= $5 and detected_at < $6', [of.from, of.before]];
    const rows = await work.rows<Row>(
      `select ${COLUMNS}
         from invalid_number
        where workspace_id = $1 and removed_at is null and ($2::text is null or reason = $2) and ${condition}
        order by detected_at desc, id desc
        limit $3 offset $4`,
      [workspaceId, reason, limit, offset, ...values],
    );
    return rows.map(toInvalidNumber);
  }

  /** Flags in the order they were set, the newest first: unlike the detection, that never moves between two pages. */
  async page(
    work: UnitOfWork,
    workspaceId: string,
    { number, reason, withRemoved, before, limit }: InvalidNumberFilter,
  ): Promise<readonly InvalidNumber[]> {
    // A statement of its own per condition: one plan for both would look through all flags for a single number.
    const [condition, values] = number === null ? ['true', []] : ['number = $6', [number.e164()]];
    const rows = await work.rows<Row>(
      `select ${COLUMNS}
         from invalid_number
        where workspace_id = $1 and ($2::text is null or reason = $2) and ($3 or removed_at is null)
          and ($4::uuid is null or id < $4) and ${condition}
        order by id desc
        limit $5`,
      [workspaceId, reason, withRemoved, before, limit, ...values],
    );
    return rows.map(toInvalidNumber);
  }
}

function toInvalidNumber(row: Row): InvalidNumber {
  return { ...row, number: PhoneNumber.fromE164(row.number) };
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ConsentEnded } from '../contracts/delivery/numbers-deactivated.event.js';
import type { PhoneNumber } from '../contracts/phone/phone-number.js';
import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../kernel/app-error.js';
import { Clock } from '../kernel/clock.js';
import { Transactions } from '../kernel/database/transactions.js';
import { readBody } from '../kernel/http/body.js';
import { readCursor, readLimit } from '../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import { queryValue } from '../kernel/http/query-values.js';
import { Dispatcher } from '../kernel/road/dispatcher.js';
import { toStorableText } from '../kernel/text-safety.js';
import { FlagNumbersRequest } from './dto/flag-numbers.request.js';
import {
  FlaggedNumbersResponse,
  invalidNumberResponse,
  InvalidNumbersResponse,
} from './dto/invalid-numbers.response.js';
import { InvalidNumberRepository } from './invalid-number.repository.js';
import { readE164, readReason, REASONS } from './invalid-phone-numbers-rules.js';
import { NumberFlags } from './number-flags.js';

/** Unit: rows. */
const PAGE = { fallback: 100, max: 500 };

/** Flags numbers by hand or from a deactivation feed, and shows every flag with its history. */
@ApiTags('Management: invalid numbers')
@ApiBearerAuth()
@Controller('admin/invalid_numbers')
@RequirePermission('admin')
export class InvalidNumbersController {
  constructor(
    private readonly transactions: Transactions,
    private readonly dispatcher: Dispatcher,
    private readonly invalidNumbers: InvalidNumberRepository,
    private readonly flags: NumberFlags,
    private readonly phones: PhoneReader,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiBody({ type: FlagNumbersRequest })
  @ApiCreatedResponse({ type: FlaggedNumbersResponse })
  async flag(@Caller() { workspaceId, keyId }: Principal, @Body() body: unknown): Promise<FlaggedNumbersResponse> {
    const asked = readBody(FlagNumbersRequest, body);
    const report = {
      reason: asked.reason,
      source: storable(asked.source) ?? 'operator',
      providerCode: storable(asked.provider_code),
      actor: keyId,
      detectedAt: this.clock.now(),
    };
    const reports = this.numbersOf(asked).map((number) => ({ ...report, number }));
    const flags = await this.transactions.run(async (work) => {
      const flagged = await this.flags.flag(work, workspaceId, reports);
      await this.dispatcher.run(flagged.deactivated, ConsentEnded);
      return flagged.flags;
    });
    return { invalid_numbers: flags.map(invalidNumberResponse) };
  }

  @Get()
  @ApiQuery({ name: 'number', required: false, example: '+12183095514' })
  @ApiQuery({ name: 'reason', required: false, enum: REASONS })
  @ApiQuery({ name: 'include_removed', required: false, schema: { type: 'boolean', default: false } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 100, maximum: 500 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: InvalidNumbersResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<InvalidNumbersResponse> {
    const limit = readLimit(queryValue('limit', query['limit']), PAGE);
    const filter = {
      number: readNumber(queryValue('number', query['number'])),
      reason: readReason(query),
      withRemoved: readFlag('include_removed', queryValue('include_removed', query['include_removed'])),
      before: readCursor(queryValue('cursor', query['cursor'])),
      // One row more than asked for tells whether there is another page.
      limit: limit + 1,
    };
    const found = await this.transactions.run((work) => this.invalidNumbers.page(work, workspaceId, filter));
    const shown = found.slice(0, limit);
    return {
      invalid_numbers: shown.map(invalidNumberResponse),
      next_cursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** A flag stops all sending to a number, so what is not surely a number is refused, by its place and never by itself. */
  private numbersOf({ phone_numbers, number }: FlagNumbersRequest): readonly PhoneNumber[] {
    const given = [
      ...(phone_numbers ?? []).map((value, place) => ({ value, field: `phone_numbers[${place}]` })),
      ...(typeof number === 'string' ? [{ value: number, field: 'number' }] : []),
    ];
    if (given.length === 0) throw new InvalidRequest(`'phone_numbers' or 'number' must be provided`);
    const read = given.map(({ value, field }) => ({ field, e164: this.phones.readPersonPhone(value).e164 }));
    const faults = read
      .filter(({ e164 }) => e164 === null)
      .map(({ field }) => `'${field}' must be a phone number in E.164`);
    if (faults.length > 0) throw new InvalidRequest(faults[0]!, faults);
    return read.map(({ e164 }) => e164).filter((e164) => e164 !== null);
  }
}

function storable(text: string | null | undefined): string | null {
  return typeof text === 'string' ? toStorableText(text) : null;
}

function readNumber(value: string | undefined): PhoneNumber | null {
  if (value === undefined) return null;
  const number = readE164(value);
  if (number === null) throw new InvalidRequest(`'number' must be a phone number in E.164`);
  return number;
}

function readFlag(name: string, value: string | undefined): boolean {
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw new InvalidRequest(`'${name}' must be true or false`);
  return true;
}

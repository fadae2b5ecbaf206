import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { noEffectReasons } from '../../contracts/gateways/no-effect.gateway.js';
import { PhoneReader } from '../../contracts/readers/phone.reader.js';
import { InvalidRequest } from '../../kernel/app-error.js';
import { SecretBox } from '../../kernel/crypto/secret-box.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { readCursor, readInstant, readLimit } from '../../kernel/http/paging.js';
import { Caller, type Principal, RequirePermission } from '../../kernel/http/principal.js';
import { queryValue, repairPlus } from '../../kernel/http/query-values.js';
import { trackLogEntry, TrackLogResponse } from './dto/track-log.response.js';
import { TrackLog } from './track-log.js';
import { TrackLogRepository } from './track-log.repository.js';

const REASONS = Object.keys(noEffectReasons);

/** Why did nothing happen? */
@ApiTags('Management: track log')
@ApiBearerAuth()
@Controller('admin/track_log')
@RequirePermission('admin')
export class TrackLogController {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: TrackLogRepository,
    private readonly log: TrackLog,
    private readonly phones: PhoneReader,
    private readonly secrets: SecretBox,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Accepted objects that had no effect, with the reason' })
  @ApiQuery({ name: 'since', required: false, description: 'ISO 8601, inclusive.' })
  @ApiQuery({ name: 'reason', required: false, enum: REASONS })
  @ApiQuery({ name: 'identifier', required: false, description: 'External id, alias name, braze_id, email or phone.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 100, maximum: 1000 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: TrackLogResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<TrackLogResponse> {
    const limit = readLimit(queryValue('limit', query['limit']), { fallback: 100, max: 1000 });
    const since = readInstant('since', queryValue('since', query['since']));
    const { oldest } = this.log;
    const identifier = queryValue('identifier', query['identifier']);
    const filter = {
      since: since === null || since < oldest ? oldest : since,
      reason: readReason(queryValue('reason', query['reason'])),
      fingerprints: identifier === undefined ? null : this.fingerprints(repairPlus(identifier)),
      cursor: readCursor(queryValue('cursor', query['cursor'])),
      limit: limit + 1,
    };
    const found = await this.transactions.run((work) => this.repository.list(work, workspaceId, filter));
    const rows = found.slice(0, limit);
    return {
      track_log: rows.map(trackLogEntry),
      next_cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    };
  }

  /** The same value was taken down as it is, in lower case (email, braze_id) or in E.164 (phone). */
  private fingerprints(value: string): readonly string[] {
    const number = this.phones.readPersonPhone(value).e164?.e164() ?? value;
    return [value, value.toLowerCase(), number].map((each) => this.secrets.fingerprint(each));
  }
}

function readReason(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!REASONS.includes(value)) throw new InvalidRequest(`'reason' must be one of ${REASONS.join(', ')}`);
  return value;
}

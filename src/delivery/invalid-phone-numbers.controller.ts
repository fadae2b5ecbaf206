import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Transactions } from '../kernel/database/transactions.js';
import { Caller, type Principal, RequirePermission } from '../kernel/http/principal.js';
import {
  invalidPhoneNumbersResponse,
  InvalidPhoneNumbersResponse,
  RemovedResponse,
} from './dto/invalid-phone-numbers.response.js';
import { InvalidNumberRepository } from './invalid-number.repository.js';
import { readQuestion, readRemoval, REASONS } from './invalid-phone-numbers-rules.js';
import { NumberFlags } from './number-flags.js';

/** Numbers that cannot be texted, for clients of the compatible API. @source contract "Braze API", section 5 */
@ApiTags('SMS')
@ApiBearerAuth()
@Controller('sms/invalid_phone_numbers')
export class InvalidPhoneNumbersController {
  constructor(
    private readonly transactions: Transactions,
    private readonly invalidNumbers: InvalidNumberRepository,
    private readonly flags: NumberFlags,
  ) {}

  @Get()
  @RequirePermission('sms.invalid_phone_numbers')
  @ApiQuery({ name: 'phone_numbers', required: false, isArray: true, type: String, description: 'Wins over dates.' })
  @ApiQuery({ name: 'start_date', required: false, example: '2024-05-01' })
  @ApiQuery({ name: 'end_date', required: false, example: '2024-06-01', description: 'Not included.' })
  @ApiQuery({ name: 'reason', required: false, enum: REASONS })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 100, maximum: 500 } })
  @ApiQuery({ name: 'offset', required: false, schema: { type: 'integer', default: 0 } })
  @ApiOkResponse({ type: InvalidPhoneNumbersResponse })
  async list(
    @Caller() { workspaceId }: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<InvalidPhoneNumbersResponse> {
    const question = readQuestion(query);
    const found = await this.transactions.run((work) => this.invalidNumbers.find(work, workspaceId, question));
    return invalidPhoneNumbersResponse(found);
  }

  @Post('remove')
  @RequirePermission('sms.invalid_phone_numbers.remove')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['phone_numbers'],
      properties: { phone_numbers: { type: 'array', items: { type: 'string' }, maxItems: 50 } },
    },
  })
  @ApiCreatedResponse({ type: RemovedResponse })
  async remove(@Caller() { workspaceId, keyId }: Principal, @Body() body: unknown): Promise<RemovedResponse> {
    const numbers = readRemoval(body);
    await this.transactions.run((work) => this.flags.remove(work, workspaceId, numbers, keyId));
    return { message: 'success' };
  }
}

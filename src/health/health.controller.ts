import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../kernel/http/principal.js';
import { OutboxDrain } from '../kernel/outbox/outbox-drain.js';

/** A probe that waits longer is answered "away". Unit: ms. */
const PING_TIMEOUT_MS = 1500;

type Check = 'up' | 'down';

const STATES: readonly Check[] = ['up', 'down'];

class LiveResponse {
  @ApiProperty({ example: 'up' }) status!: 'up';
}

class ChecksResponse {
  @ApiProperty({ enum: STATES }) database!: Check;
  @ApiProperty({ enum: STATES }) drain!: Check;
}

class ReadyResponse {
  @ApiProperty({ enum: STATES }) status!: Check;
  @ApiProperty({ type: ChecksResponse }) checks!: ChecksResponse;
}

/** Probes for whoever runs us. */
@ApiTags('Operations')
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drain: OutboxDrain,
  ) {}

  /** The process answers. Restart it when this fails. */
  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ type: LiveResponse })
  live(): LiveResponse {
    return { status: 'up' };
  }

  /** Texts can be taken: the database answers and the drain runs. Send no traffic while this fails. */
  @Get('ready')
  @ApiOperation({ summary: 'Whether texts can be taken' })
  @ApiOkResponse({ type: ReadyResponse, description: 'Texts can be taken.' })
  @ApiServiceUnavailableResponse({ type: ReadyResponse, description: 'The body says which check is down.' })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks: ChecksResponse = {
      database: await this.database(),
      drain: this.drain.running ? 'up' : 'down',
    };
    const up = [checks.database, checks.drain].every((check) => check === 'up');
    await reply.status(up ? 200 : 503).send({ status: up ? 'up' : 'down', checks });
  }

  private async database(): Promise<Check> {
    const late = new Promise<Check>((resolve) => {
      setTimeout(() => {
        resolve('down');
      }, PING_TIMEOUT_MS).unref();
    });
    const ping = this.dataSource.query('select 1').then(
      (): Check => 'up',
      (): Check => 'down',
    );
    return Promise.race([ping, late]);
  }
}

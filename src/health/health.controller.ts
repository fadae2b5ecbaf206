import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../kernel/http/principal.js';
import { OutboxDrain } from '../kernel/outbox/outbox-drain.js';

/** A probe that waits longer is answered "away". Unit: ms. */
const PING_TIMEOUT_MS = 1500;

type Check = 'up' | 'down';

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
  @ApiOkResponse({ description: 'The process answers.' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** Texts can be taken: the database answers and the drain runs. Send no traffic while this fails. */
  @Get('ready')
  @ApiOkResponse({ description: 'Texts can be taken.' })
  @ApiServiceUnavailableResponse({ description: 'The body says which check is down.' })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks: Record<string, Check> = {
      database: await this.database(),
      drain: this.drain.running ? 'up' : 'down',
    };
    const up = Object.values(checks).every((check) => check === 'up');
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

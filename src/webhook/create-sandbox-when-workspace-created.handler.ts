import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { SampleConnectionCreated, SampleWorkspaceCreated } from '../contracts/setup/workspace-created.event.js';
import { Clock } from '../kernel/clock.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { ConnectionRepository } from './connection.repository.js';
import { defaultSettings, SANDBOX } from './providers/registry.js';

/** Gives a sample workspace the connection through which `npm run text` plays. */
@Injectable()
export class CreateSandboxWhenWorkspaceCreated {
  constructor(
    private readonly connections: ConnectionRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(SampleWorkspaceCreated)
  async handle({ work, workspaceId }: SampleWorkspaceCreated): Promise<SampleConnectionCreated> {
    const id = randomBytes(16).toString('hex');
    const now = this.clock.now();
    await this.connections.add(work, {
      id,
      workspaceId,
      name: SANDBOX,
      provider: SANDBOX,
      credentials: null,
      settings: defaultSettings(SANDBOX),
      createdAt: now,
      updatedAt: now,
    });
    return new SampleConnectionCreated(work, workspaceId, id);
  }
}

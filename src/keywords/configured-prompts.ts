import { Injectable } from '@nestjs/common';
import { DoubleOptInPromptReader } from '../contracts/readers/double-opt-in-prompt.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { configuredReply } from './configured-reply.js';
import { KeywordSetRepository } from './keyword-set.repository.js';

/** Whoever is asked without having texted a word is asked in English. @source contract "Braze API", section 6.7 */
const UNPROMPTED = { category: 'opt_in', customCategory: null, language: 'en' } as const;

/** The prompts of groups for people whose double opt-in began by API. */
@Injectable()
export class ConfiguredPrompts extends DoubleOptInPromptReader {
  constructor(private readonly keywordSets: KeywordSetRepository) {
    super();
  }

  async promptsOf(
    work: UnitOfWork,
    workspaceId: string,
    groupIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const active = await this.keywordSets.findActive(work, [workspaceId]);
    return new Map(
      groupIds.flatMap((groupId) => {
        const prompt = configuredReply(active.of(workspaceId, groupId)?.categories ?? [], UNPROMPTED, 'prompt');
        return prompt === null ? [] : [[groupId, prompt.text] as const];
      }),
    );
  }
}

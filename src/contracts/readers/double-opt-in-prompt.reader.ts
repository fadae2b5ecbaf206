import type { UnitOfWork } from '../../kernel/database/unit-of-work.js';

/** What groups ask people who shall confirm a double opt-in. Answered by: keywords. */
export abstract class DoubleOptInPromptReader {
  /** The groups' own English prompts, templates, by group; absent: the built-in words. @source contract "Braze API", 6.7 */
  abstract promptsOf(
    work: UnitOfWork,
    workspaceId: string,
    groupIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
}

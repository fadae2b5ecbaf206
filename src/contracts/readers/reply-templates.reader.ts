/** Questions about configured replies. Answered by: replies. */
export abstract class ReplyTemplates {
  /** What is wrong with a template, in one sentence for the operator who wrote it; null: nothing. */
  abstract check(text: string): string | null;
}

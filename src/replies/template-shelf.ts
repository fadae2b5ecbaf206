import { Injectable } from '@nestjs/common';
import { ReplyTemplates } from '../contracts/readers/reply-templates.reader.js';
import { BrokenTemplate, ReplyTemplate } from './reply-template.js';

/** A parsed reply of 300 characters takes some 5 KB, so 5 MB at most. Unit: templates. */
const MAX_KEPT = 1000;

/** Keeps the templates that were used last in their parsed form. A text is its own key, so nothing is ever stale. */
@Injectable()
export class TemplateShelf extends ReplyTemplates {
  // A Map remembers the order of insertion: the first key is the one not used for longest.
  private readonly kept = new Map<string, ReplyTemplate>();

  /** Parses it and fills it in for nobody: what fails then would fail for everybody. */
  check(text: string): string | null {
    try {
      ReplyTemplate.parse(text).render({ text: '', mediaUrls: [], profile: null });
      return null;
    } catch (error) {
      if (error instanceof BrokenTemplate) return error.message;
      throw error;
    }
  }

  /** @throws BrokenTemplate */
  get(text: string): ReplyTemplate {
    const template = this.kept.get(text) ?? ReplyTemplate.parse(text);
    this.kept.delete(text);
    this.kept.set(text, template);
    if (this.kept.size > MAX_KEPT) this.kept.delete(this.kept.keys().next().value as string);
    return template;
  }
}

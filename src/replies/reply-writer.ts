import { Injectable } from '@nestjs/common';
import type { RecordedMessage } from '../contracts/inbound/6-event-recorded.event.js';
import { type ProfileFields, ProfileFieldsReader } from '../contracts/readers/profile-fields.reader.js';
import type { UnitOfWork } from '../kernel/database/unit-of-work.js';
import { BrokenTemplate, type ReplyTemplate } from './reply-template.js';
import type { Wording } from './reply-text.js';
import { TemplateShelf } from './template-shelf.js';

/** A reply to word for the author of a message. */
export interface ReplyDraft {
  readonly message: RecordedMessage;
  readonly wording: Wording;
}

/** What a draft became. */
export interface WrittenReply {
  /** Null: there is nothing to say. */
  readonly text: string | null;
  /**
   * `template_failed`: the group's own words could not be filled in, so the built-in ones are said, if there are any.
   * `template_blank`: they came out empty for this person. Their author may wish so where nobody is owed an answer; who
   * says STOP, START or HELP hears the built-in words.
   */
  readonly outcome: 'written' | 'template_failed' | 'template_blank';
}

type People = ReadonlyMap<string, ProfileFields>;

/** Fills in replies. People are looked up once for a batch, and only when a template speaks of them. */
@Injectable()
export class ReplyWriter {
  constructor(
    private readonly templates: TemplateShelf,
    private readonly fields: ProfileFieldsReader,
  ) {}

  /** @returns one per draft, in order. A template that fails never costs its batch more than its own words. */
  async write(work: UnitOfWork, drafts: readonly ReplyDraft[]): Promise<readonly WrittenReply[]> {
    const parsed = drafts.map(({ message, wording }) => ({ message, wording, template: this.parse(wording) }));
    const people = await this.peopleOf(
      work,
      parsed.filter(({ template }) => template !== 'broken' && template?.needsProfile === true),
    );
    return parsed.map(({ message, wording, template }) => {
      if (template === null) return { text: wording.fallback, outcome: 'written' };
      const text = template === 'broken' ? null : fillIn(template, message, people);
      if (text === null) return { text: wording.fallback, outcome: 'template_failed' };
      return text.trim() === '' ? { text: wording.fallback, outcome: 'template_blank' } : { text, outcome: 'written' };
    });
  }

  /** Templates were right when they were stored, but a newer Liquid may see it differently. */
  private parse({ template }: Wording): ReplyTemplate | 'broken' | null {
    try {
      return template === null ? null : this.templates.get(template);
    } catch (error) {
      if (error instanceof BrokenTemplate) return 'broken';
      throw error;
    }
  }

  private async peopleOf(work: UnitOfWork, drafts: readonly ReplyDraft[]): Promise<People> {
    const known = drafts.flatMap(({ message: { workspaceId, identification } }) =>
      identification.profile === null ? [] : [{ workspaceId, brazeId: identification.profile.brazeId }],
    );
    const found = new Map<string, ProfileFields>();
    for (const workspace of new Set(known.map(({ workspaceId }) => workspaceId))) {
      const ids = known.filter(({ workspaceId }) => workspaceId === workspace).map(({ brazeId }) => brazeId);
      const fields = await this.fields.fieldsOf(work, workspace, [...new Set(ids)]);
      for (const [brazeId, each] of fields) found.set(`${workspace}/${brazeId}`, each);
    }
    return found;
  }
}

/** @returns null when it failed */
function fillIn(template: ReplyTemplate, message: RecordedMessage, people: People): string | null {
  const { workspaceId, identification, text, media } = message;
  const profile = people.get(`${workspaceId}/${identification.profile?.brazeId ?? ''}`) ?? null;
  try {
    return template.render({ text: text.reveal(), mediaUrls: media.map(({ url }) => url), profile });
  } catch (error) {
    if (error instanceof BrokenTemplate) return null;
    throw error;
  }
}

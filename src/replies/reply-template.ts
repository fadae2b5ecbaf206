import { Liquid, type Template } from 'liquidjs';
import type { ProfileFields } from '../contracts/readers/profile-fields.reader.js';
import { toStorableText } from '../kernel/text-safety.js';
import { PERSON, toPlainLiquid, UnreadableVariable } from './braze-variables.js';

/** Longest text a template may grow to; what Twilio takes at most. Unit: UTF-16 units. @source contract "providers", 1.8 */
export const MAX_RENDERED_LENGTH = 1600;

/** Longest template. The API allows 300 characters; this hedges what was stored otherwise. Unit: UTF-16 units. */
const PARSE_LIMIT = 5000;
/** Filling in a usual reply takes 0.02 ms, reading it 0.2; a batch must not wait for one that loops. Unit: milliseconds. */
const RENDER_LIMIT_MS = 50;
/** Unit: roughly characters and elements made while rendering. */
const MEMORY_LIMIT = 100_000;

/** Tags that decide, loop and remember. The others read files, or would put text past the reading of variables. */
const TAGS = new Set([
  ...['assign', 'capture', 'comment', '#', 'increment', 'decrement', 'echo'],
  ...['if', 'unless', 'case', 'for', 'break', 'continue', 'cycle'],
]);

/** What a reply can speak of. Personal data. */
export interface ReplyScope {
  readonly text: string;
  readonly mediaUrls: readonly string[];
  /** Null: nobody is known behind the number. */
  readonly profile: ProfileFields | null;
}

/** Why a template is refused, in words for its author. */
export class BrokenTemplate extends Error {}

const liquid = engine();

/** A reply that is filled in for each person, written in Liquid with Braze's variables. Immutable. */
export class ReplyTemplate {
  private constructor(
    private readonly parsed: readonly Template[],
    /** Whether it speaks of the person at all; if not, nobody needs to be looked up. */
    readonly needsProfile: boolean,
  ) {}

  /** @throws BrokenTemplate */
  static parse(text: string): ReplyTemplate {
    try {
      const parsed = liquid.parse(toPlainLiquid(text));
      return new ReplyTemplate(
        parsed,
        liquid.globalVariablesSync(parsed).some((name) => name !== 'sms'),
      );
    } catch (error) {
      if (error instanceof UnreadableVariable)
        throw new BrokenTemplate('A variable is written as ${name}, filters behind it.');
      throw new BrokenTemplate(`The template cannot be read: ${messageOf(error)}.`);
    }
  }

  /** @throws BrokenTemplate when it takes too long, grows too long or uses a value in an impossible way */
  render({ text, mediaUrls, profile }: ReplyScope): string {
    const { standard = {}, custom = {} } = profile ?? {};
    const scope = {
      ...custom,
      ...standard,
      [PERSON]: standard,
      custom_attribute: custom,
      sms: { inbound_message_body: text, inbound_media_urls: mediaUrls },
    };
    let rendered: string;
    try {
      rendered = toStorableText(String(liquid.renderSync([...this.parsed], scope)));
    } catch (error) {
      throw new BrokenTemplate(`The template cannot be filled in: ${messageOf(error)}.`);
    }
    if (rendered.length > MAX_RENDERED_LENGTH) throw new BrokenTemplate('The filled in template is too long.');
    return rendered;
  }
}

function engine(): Liquid {
  const made = new Liquid({
    // An empty shelf of partials instead of the file system.
    templates: {},
    relativeReference: false,
    ownPropertyOnly: true,
    strictFilters: true,
    // Dates are the same on every machine.
    timezoneOffset: 0,
    locale: 'en-US',
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  });
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an object without prototype, used as a map
  for (const name of Object.keys(made.tags)) if (!TAGS.has(name)) delete made.tags[name];
  return made;
}

/** Liquid's own words without the excerpt it appends; the first line names what, and where. */
function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown reason';
}

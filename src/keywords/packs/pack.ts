/** Rows of keys used to tell a slip of the finger from another word. */
export type Keyboard = 'qwerty' | 'azerty' | 'qwertz';

/**
 * What a pattern says about its clause. Scores live in the engine, so that one family weighs the same in every language.
 * @source contract "keywords and consent", section 5.4
 */
export type PatternFamily =
  | 'cease-object'
  | 'negated-messaging'
  | 'no-more'
  | 'removal'
  | 'wrong-recipient'
  | 'dismissal'
  | 'how-to-leave'
  | 'complaint'
  | 'farewell'
  | 'goodbye'
  | 'guard-negated'
  | 'guard-idiom'
  | 'guard-other-object'
  | 'guard-fear'
  | 'guard-speaker'
  | 'guard-quoted'
  | 'guard-stay'
  | 'guard-prefers'
  | 'guard-name';

/**
 * One shape of a request, as data.
 *
 * A shape is a list of elements: a word, alternatives `a|b`, a class of the pack's lexicon `@name`, an optional
 * element `x?`, French elisions `~word`, a gap `..3` (up to three words in between), `^` and `$` for the ends of the clause.
 */
export interface IntentPattern {
  readonly id: string;
  readonly version: number;
  readonly family: PatternFamily;
  readonly shapes: readonly string[];
  /**
   * Where the shapes are looked for; a clause when absent. `text` reads over full stops, for requests that only make
   * sense together: "Who gave you my number? Delete it."
   */
  readonly scope?: 'text';
  /** When one of these also matches the clause, the pattern says nothing. */
  readonly unless?: readonly string[];
  readonly matches: readonly [string, string, string, ...string[]];
  readonly misses: readonly [string, string, string, ...string[]];
}

/** How to read a word nobody listed by its last or its first part. Each part is a word of the patterns. */
export interface Compounds {
  /** `rabattnachrichten` is read as `nachrichten`; blank separated. */
  readonly heads: string;
  /** `werbekram` is read as `werbung`: first part to the word it stands for. */
  readonly modifiers: Readonly<Record<string, string>>;
}

/** Everything the engine knows about one language. Data only. */
export interface LanguagePack {
  /** ISO 639-1, or `any` for words that are active whatever the languages of the group. */
  readonly language: string;
  readonly keyboard: Keyboard;
  readonly optOutStrong: readonly string[];
  /** Strong words that also begin ordinary sentences: what follows them must be about messages. */
  readonly optOutEveryday: readonly string[];
  readonly optOutWeak: readonly string[];
  readonly optIn: readonly string[];
  readonly help: readonly string[];
  readonly polite: readonly string[];
  /** Ordinary words that look like a mistyped strong word; blank separated. */
  readonly ordinary: string;
  /** What a phone writes before the quoted message when someone reacts; `*` stands for an emoji or a name. */
  readonly reactions: readonly string[];
  /** What it writes after the quotation, in languages that put the verb last. */
  readonly reactionEndings: readonly string[];
  /** Words that must both occur in the final bracket of a message sent with an effect. */
  readonly effects: readonly (readonly [string, string])[];
  /**
   * Words at which a new clause begins although nobody types a comma there ("but"). Where the word means something
   * else in another language, with the word that follows: French "mais" is Portuguese for "more".
   */
  readonly turns: readonly string[];
  /** Words of the intent patterns by class; blank separated, `_` stands for a blank inside a member. */
  readonly lexicon: Readonly<Record<string, string>>;
  /**
   * Other ways to write a word wherever a pattern has it, blank separated: dialect, abbreviation (`ned` for `nicht`).
   * They count in this language only, so they may be ordinary words of another.
   */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Letters that people also write as two when their keyboard lacks them: `ö` as `oe`. Patterns use the letter. */
  readonly digraphs?: Readonly<Record<string, string>>;
  /** Languages that write compounds as one word; see `Compounds`. */
  readonly compounds?: Compounds;
  /** Words of the lexicon whose typing slips are understood inside sentences. */
  readonly slips: readonly string[];
  readonly patterns: readonly IntentPattern[];
}

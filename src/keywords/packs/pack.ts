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
  /** Words of the lexicon whose typing slips are understood inside sentences. */
  readonly slips: readonly string[];
  readonly patterns: readonly IntentPattern[];
}

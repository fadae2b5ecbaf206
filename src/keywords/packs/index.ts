import { ANY_LANGUAGE } from './any.js';
import { GERMAN } from './de.js';
import { ENGLISH } from './en.js';
import { SPANISH } from './es.js';
import { FRENCH } from './fr.js';
import { ITALIAN } from './it.js';
import { JAPANESE } from './ja.js';
import { DUTCH } from './nl.js';
import type { LanguagePack } from './pack.js';
import { POLISH } from './pl.js';
import { PORTUGUESE } from './pt.js';

/** Version of all packs together: raise it with every change of a word or pattern, it is part of each decision. */
export const PACK_VERSION = '1.2.0';

/** English first: where two languages share a word (INFO), the first one names it. */
export const ALL_PACKS: readonly LanguagePack[] = [
  ENGLISH,
  FRENCH,
  SPANISH,
  PORTUGUESE,
  GERMAN,
  ITALIAN,
  DUTCH,
  POLISH,
  JAPANESE,
  ANY_LANGUAGE,
];

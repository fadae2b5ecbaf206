import { ANY_LEXICON, ANY_PATTERNS } from './any.patterns.js';
import type { LanguagePack } from './pack.js';

/** Strong words of languages without a pack; active in every group. @source contract, section 2, row "Any" */
export const ANY_LANGUAGE: LanguagePack = {
  language: 'any',
  keyboard: 'qwerty',
  optOutStrong: ['СТОП', 'ОТПИСАТЬСЯ', '退订', 'TD', 'توقف', 'AVSLUTA', 'AFMELD'],
  optOutEveryday: ['TD', 'AFMELD', 'AVSLUTA'],
  optOutWeak: [],
  optIn: [],
  help: [],
  polite: ['пожалуйста', 'спасибо', '谢谢', '请', 'شكرا', 'tack', 'tak', 'vanligen', 'venligst'],
  ordinary:
    'подписаться подписать подписка столп стол стоп топ столь стоит стопа стопы писаться afmeldt avsluta avslutad afmelding',
  reactions: [],
  reactionEndings: [],
  effects: [],
  turns: [],
  lexicon: ANY_LEXICON,
  slips: [],
  patterns: ANY_PATTERNS,
};

import type { IntentPattern } from './pack.js';

/** German sentences that look like a request to leave and are none. */
export const DE_GUARDS: readonly IntentPattern[] = [
  {
    id: 'de.guard-contrast',
    version: 1,
    family: 'guard-prefers',
    shapes: [
      '@not|@no ..8 sondern ..4 sms|mobil|handy|nachricht|schriftlich|whatsapp|hier|mobilnummer|handynummer|textnachricht',
      'schreiben|sms|texten|nachricht ist|wäre|geht|sind ..1 besser|lieber|einfacher|praktischer|super',
      'sondern|stattdessen ..3 per|via|als ..1 sms|nachricht|text',
    ],
    matches: [
      'nicht unter der festnetznummer sondern mobil',
      'keine anrufe sondern eine sms',
      'bitte nicht anrufen stattdessen per sms',
    ],
    misses: ['keine sms sondern mails', 'bitte nicht mehr schreiben', 'keine nachrichten aufs handy'],
  },
  {
    id: 'de.guard-almost-left',
    version: 1,
    family: 'guard-stay',
    shapes: [
      'letzte|letzten|neulich|gestern|fast|beinahe|damals|früher|eigentlich ..3 wollte|wollten ..4 @leave|kündigen|raus|abbestellen',
      'wollte|wollten|hätte|war ..4 fast|beinahe|kurz_davor ..5 @leave|raus|kündigen|abbestellt|abgemeldet',
    ],
    unless: ['immer_noch|noch_immer|trotzdem|funktioniert|klappt|ging|geht'],
    matches: [
      'letzte woche wollte ich mich abmelden',
      'gestern wollte ich mich noch abmelden',
      'ich wollte mich schon fast abmelden',
    ],
    misses: ['ich wollte mich abmelden', 'gestern abgemeldet und immer noch sms', 'ich mochte mich abmelden'],
  },
  {
    id: 'de.guard-elsewhere',
    version: 1,
    family: 'guard-other-object',
    shapes: [
      'briefkasten|postkasten|briefkästen|briefschlitz|türklinke|prospekt_im',
      '^ stopp|stop ..1 die|den|der ..1 zeit|uhr|timer|countdown|stoppuhr|dieb',
    ],
    unless: ['handy|sms|nummer'],
    matches: ['keine werbung in meinen briefkasten', 'stopp die zeit', 'der postkasten ist voll mit werbung'],
    misses: ['stopp die sms', 'keine werbung aufs handy', 'stoppt die nachrichten'],
  },
];

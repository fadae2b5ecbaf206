import { DE_GUARDS } from './de.guards.js';
import { DE_COMPOUNDS, DE_LEXICON, DE_SLIPS, DE_SPELLINGS } from './de.lexicon.js';
import { DE_PATTERNS } from './de.patterns.js';
import { DE_PHRASINGS } from './de.phrasings.js';
import { DE_REQUESTS } from './de.requests.js';
import { DE_STRANGERS } from './de.strangers.js';
import type { LanguagePack } from './pack.js';

/** German. @source contract "keywords and consent", section 2; STOPP beside STOP: Austria, premium services */
export const GERMAN: LanguagePack = {
  language: 'de',
  keyboard: 'qwertz',
  optOutStrong: ['STOPP', 'ABMELDEN', 'ABMELDUNG', 'ABBESTELLEN', 'AUSTRAGEN'],
  optOutEveryday: ['ABMELDUNG', 'AUSTRAGEN', 'ABBESTELLEN'],
  optOutWeak: ['ENDE', 'BEENDEN', 'KUENDIGEN', 'KUNDIGEN', 'WIDERRUF'],
  optIn: ['JA', 'ANMELDEN', 'STARTEN'],
  help: ['HILFE', 'INFO'],
  polite: [
    'bitte',
    'bidde',
    'bitteschon',
    'bitte schon',
    'danke',
    'danke schon',
    'dankeschon',
    'vielen dank',
    'besten dank',
    'herzlichen dank',
    'hallo',
    'hi',
    'guten tag',
    'guten morgen',
    'guten abend',
    'servus',
    'moin',
    'gruss',
    'grusse',
    'mfg',
    'lg',
    'mit freundlichen grussen',
    'freundliche grusse',
    'liebe grusse',
    'viele grusse',
    'sorry',
    'entschuldigung',
    'sofort',
    'jetzt',
    'gerne',
    'umgehend',
    'im voraus',
    'mal',
    'endlich',
    'doch',
    'einfach',
    'gefalligst',
    'ab sofort',
    'schonen tag',
    'schonen tag noch',
    'leute',
    'ey',
    'alter',
    'mann',
    'verdammt',
    'verdammt nochmal',
    'bitte bitte',
  ],
  ordinary: `
    alt alte alto auto also aldo halt salto art arten arzt
    par paar pate pfad paket park parkt spar arg are
    sagt sag sair air
    bast basta beste baste ast last hasta
    form ferner ferien fermat firma
    stob stoff stolz stock strom stumm shop step top
    stoff stoffe stock stopf stopfen stopfer topp top tops stapel stopps stups stumpf stoss stopper
    melden meldung anmelden anmeldung ummelden ummeldung abmelder vermelden umelden anmeldungen bemelden krankmelden
    anmeldet bestellen bestellung abstellen ausstellen anstellen bestellt abbestellt aufstellen einstellen
    austragen auftragen eintragen vortragen beitragen ausfragen ausgraben austragung auslagen aussagen ansagen ertragen
    ausschlagen abtragen antragen fragen tragen abbilden ausbilden abbiegen abwenden abenden
    alt alto alte alter altes also auto autos paar paare pate sparen klarer
    basta bast basteln last gast fast fest
    fern ferne farm firma firmen form
    pasta paste rest
  `,
  reactions: [
    'Gefällt',
    'Gefiel',
    'Gefällt mir',
    'Mochte',
    'Mag',
    'Liebt',
    'Liebte',
    'Gefällt nicht',
    'Gefiel nicht',
    'Mochte nicht',
    'Lachte über',
    'Lacht über',
    'Betonte',
    'Betont',
    'Hob hervor',
    'Hervorgehoben',
    'Hinterfragte',
    'Hinterfragt',
    'Fragte nach',
    'Reagierte * auf',
    'Reagierte mit * auf',
    'Reagiert mit * auf',
    'Hat * auf',
    'Hat mit * auf',
    'Entfernte * von',
    'Hat * von',
    'Hat',
    'Hat über',
    '* zu',
    '* auf',
  ],
  reactionEndings: [
    'geliked',
    'gelikt',
    'geliebt',
    'reagiert',
    'nicht gemocht',
    'gemocht',
    'gelacht',
    'hervorgehoben',
    'betont',
    'hinterfragt',
    'mit gefällt mir markiert',
    'entfernt',
  ],
  effects: [['gesendet', 'effekt']],
  turns: ['aber', 'sondern'],
  lexicon: DE_LEXICON,
  spellings: DE_SPELLINGS,
  digraphs: { ä: 'ae', ö: 'oe', ü: 'ue' },
  compounds: DE_COMPOUNDS,
  slips: DE_SLIPS,
  patterns: [...DE_PATTERNS, ...DE_PHRASINGS, ...DE_REQUESTS, ...DE_STRANGERS, ...DE_GUARDS],
};

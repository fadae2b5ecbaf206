import { NL_LEXICON, NL_SLIPS } from './nl.lexicon.js';
import { NL_PATTERNS } from './nl.patterns.js';
import { NL_PHRASINGS } from './nl.phrasings.js';
import { NL_REQUESTS } from './nl.requests.js';
import type { LanguagePack } from './pack.js';

/** Dutch. @source contract "keywords and consent", section 2 */
export const DUTCH: LanguagePack = {
  language: 'nl',
  keyboard: 'qwerty',
  optOutStrong: ['AFMELDEN', 'UITSCHRIJVEN', 'STOPPEN'],
  optOutEveryday: ['STOPPEN'],
  optOutWeak: ['UIT', 'EINDE', 'OPZEGGEN', 'ANNULEREN'],
  optIn: ['JA', 'AANMELDEN', 'INSCHRIJVEN'],
  help: ['HULP', 'HELP', 'INFO'],
  polite: [
    'alstublieft',
    'alsjeblieft',
    'alsjeblief',
    'aub',
    'a u b',
    'svp',
    'ajb',
    'graag',
    'bedankt',
    'hartelijk dank',
    'alvast bedankt',
    'dank u',
    'dank je',
    'dankjewel',
    'dank je wel',
    'dank u wel',
    'dankuwel',
    'hallo',
    'hoi',
    'dag',
    'goedemorgen',
    'goedemiddag',
    'goedenavond',
    'goedendag',
    'beste',
    'groet',
    'groeten',
    'groetjes',
    'mvg',
    'sorry',
    'nu',
    'direct',
    'meteen',
    'onmiddellijk',
    'vriendelijk dank',
    'vr gr',
  ],
  ordinary: `
    alt auto alto also aldo alle allen
    par paar paard pad pare parel park
    sair air
    bast beste basis last hasta kast
    stolp stop stoppel stoof stook ster stro stomp soep stoer
    art arts aarde rest
    stoppen stappen stippen stoppel stoppels stopte stopten stopt stop stoffen stoppe schoppen toppen strippen stampen
    stompen stoepen stroppen stoken stoten stoomen opstoppen stofpen
    melden aanmelden aanmelding vermelden afmelding afmelder meldde opmelden ziekmelden aanmeldden bemelden smelten
    schrijven inschrijven opschrijven omschrijven beschrijven afschrijven aanschrijven voorschrijven overschrijven
    afbeelden afwenden afbelden afbetalen afrekenen
    top stof stok stoep stap step stip sop staat
    alt alto alles auto autos paar paren pare parel haar
    bast basta beste last vast kast past gast
    ferm firma farm
  `,
  reactions: [
    'Leuk gevonden:',
    'Vond',
    'Vindt',
    'Vindt leuk',
    'Vond leuk',
    'Houdt van',
    'Hield van',
    'Geliefd:',
    'Lachte om',
    'Lacht om',
    'Moest lachen om',
    'Benadrukte',
    'Benadrukt',
    'Vroeg zich af',
    'Twijfelde aan',
    'Vraagt zich af',
    'Reageerde * op',
    'Reageerde met * op',
    'Heeft * op',
    'Heeft met * op',
    'Verwijderde * van',
    'Heeft',
    '* op',
  ],
  reactionEndings: ['leuk', 'niet leuk', 'geweldig', 'gereageerd', 'grappig', 'benadrukt', 'leuk gevonden'],
  effects: [
    ['verzonden', 'effect'],
    ['verstuurd', 'effect'],
  ],
  turns: [
    'maar stop',
    'maar ik',
    'maar wil',
    'maar graag',
    'maar stuur',
    'maar haal',
    'maar verwijder',
    'maar geen',
    'maar laat',
    'maar nu',
  ],
  lexicon: NL_LEXICON,
  slips: NL_SLIPS,
  patterns: [...NL_PATTERNS, ...NL_PHRASINGS, ...NL_REQUESTS],
};

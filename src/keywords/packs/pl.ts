import type { LanguagePack } from './pack.js';
import { PL_LEXICON, PL_SLIPS } from './pl.lexicon.js';
import { PL_PATTERNS } from './pl.patterns.js';
import { PL_PHRASINGS } from './pl.phrasings.js';
import { PL_REQUESTS } from './pl.requests.js';

/** Polish. @source contract "keywords and consent", section 2 */
export const POLISH: LanguagePack = {
  language: 'pl',
  keyboard: 'qwertz',
  optOutStrong: ['WYPISZ', 'WYPISZ MNIE', 'REZYGNUJE', 'REZYGNACJA'],
  optOutEveryday: ['REZYGNACJA', 'REZYGNUJE'],
  optOutWeak: ['KONIEC', 'ANULUJ', 'USUN', 'ZAKONCZ'],
  optIn: ['TAK', 'ZAPISZ', 'WZNOW'],
  help: ['POMOC', 'INFO'],
  polite: [
    'prosze',
    'prosze o',
    'bardzo prosze',
    'prosze bardzo',
    'proszem',
    'dziekuje',
    'dziekuje bardzo',
    'dzieki',
    'dziekuje z gory',
    'z gory dziekuje',
    'dzien dobry',
    'dobry wieczor',
    'witam',
    'czesc',
    'hej',
    'pozdrawiam',
    'pozdro',
    'przepraszam',
    'sorki',
    'sory',
    'natychmiast',
    'teraz',
    'juz',
    'panstwo',
    'pan',
    'pani',
    'od zaraz',
    'niezwlocznie',
  ],
  ordinary: `
    lato auto alt alto ale albo ala zloto
    para pary pare par parka park park parking para parat
    sair sari sair
    baja baja bajka bajki bajer baza
    basta basen pasta kasta
    art are areo aren areszt
    ferma firma forma termin
    stol stoi sto stos stopy stop stok slup
    wypisz wypis wypisy wpisz napisz zapisz opisz przepisz podpisz wypij wypisze wypisza wypisac odpisz dopisz spisz
    wycisz wypiszcie wymysl wypis wypisza zypisz
    rezygnuj rezygnujesz rezygnacji rezygnacje rezygnowac zrezygnuje rejestracja rezerwacja rezerwuje reklamacja
    rezygnacyjna rezonuje reagujemy
    sto stos stok stol strop step stopa stopy stopu stopni top tor trop spot sop
    alt alto auto autem lato palto baja baje bajka maja raja para parne pary pare parter szpara
    basta pasta kasta basia
    forma firma farma ferma fermy forum term
    ale sami sari
  `,
  reactions: [
    'Polubiono',
    'Polubił',
    'Polubiła',
    'Polubił(a)',
    'Lubi',
    'Uwielbia',
    'Pokochał',
    'Pokochała',
    'Nie polubił',
    'Nie polubiła',
    'Nie lubi',
    'Nie podoba się',
    'Śmieje się z',
    'Zaśmiał się z',
    'Zaśmiała się z',
    'Wyróżnił',
    'Wyróżniła',
    'Wyróżniono',
    'Podkreślił',
    'Podkreśliła',
    'Kwestionuje',
    'Zakwestionował',
    'Zareagował * na',
    'Zareagowała * na',
    'Zareagował(a) * na',
    'Reakcja * na',
    'Usunięto * z',
    'Usunął * z',
    '* na',
  ],
  reactionEndings: [],
  effects: [
    ['wyslano', 'efekt'],
    ['wyslane', 'efekt'],
  ],
  turns: ['ale'],
  lexicon: PL_LEXICON,
  slips: PL_SLIPS,
  patterns: [...PL_PATTERNS, ...PL_PHRASINGS, ...PL_REQUESTS],
};

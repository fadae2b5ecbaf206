import { IT_LEXICON, IT_SLIPS } from './it.lexicon.js';
import { IT_PATTERNS } from './it.patterns.js';
import { IT_PHRASINGS } from './it.phrasings.js';
import { IT_REQUESTS } from './it.requests.js';
import type { LanguagePack } from './pack.js';

/** Italian. FINE is no keyword: in English it means "all right". @source contract "keywords and consent", section 2 */
export const ITALIAN: LanguagePack = {
  language: 'it',
  keyboard: 'qwerty',
  optOutStrong: ['FERMA', 'BASTA', 'CANCELLAMI', 'DISISCRIVI', 'DISISCRIVIMI'],
  optOutEveryday: ['FERMA', 'BASTA'],
  optOutWeak: ['ANNULLA', 'ESCI', 'CANCELLA', 'RIMUOVI'],
  optIn: ['SI', 'ISCRIVIMI', 'INIZIA', 'AVVIA'],
  help: ['AIUTO', 'GUIDA', 'INFO'],
  polite: [
    'per favore',
    'perfavore',
    'x favore',
    'xfavore',
    'per piacere',
    'per cortesia',
    'prego',
    'vi prego',
    'ti prego',
    'grazie',
    'grazie mille',
    'grz',
    'grazieee',
    'pls',
    'please',
    'molte grazie',
    'tante grazie',
    'ciao',
    'salve',
    'buongiorno',
    'buon giorno',
    'buonasera',
    'buona sera',
    'buona giornata',
    'scusi',
    'scusate',
    'scusa',
    'subito',
    'adesso',
    'ora',
    'cordiali saluti',
    'saluti',
    'gentilmente',
    'cortesemente',
    'vi scongiuro',
    'ti scongiuro',
    'vi supplico',
    'ti supplico',
    'vi imploro',
    'per carita',
    'per pieta',
    'ragazzi',
    'raga',
    'signorina',
    'signori',
    'cordialita',
    'distinti saluti',
    'abbiate pazienza',
  ],
  ordinary: `
    lato gatto ratto dato auto alto alta aldo alt atto alba algo salto
    par pare pari pera pere pero parei parse parte parole padre
    parare sparire arare para parla parlare
    sai sia saio sari air dai sarai saldi
    asta busta pasta festa testa resta costa posta vista batta batte bassa base basi
    forma firma fermi fermo fame fera ferie feriale
    arte are art
    ferma fermo fermi fermata fermate fermare fermarsi fermati forma firma firme ferme fermai fermano ferm erma germa
    parma arma karma ferrea ferra terma terme serra terra perma derma
    basta bastare bastano bastava bast pasta vasta casta gasta bistro baste basto asta hasta busta bastai base bassa
    cancellai cancellato cancellare cancella cancelli cancelleria cancellata cancellati cancellarmi ncella
    iscrivi iscrivimi iscrivermi iscriviti iscrizione scrivi scrivimi descrivi descrivimi trascrivi sottoscrivi prescrivi
    riscrivi reiscrivimi reiscrivi
    sto stop topo tipo dopo troppo stoppa stomp scopo stufo
    alto alti alta salto auto atto altro alt sarto parto sparare parare pare padre pari parte prare arare
    sai salire sari aria
  `,
  reactions: [
    'Ha messo Mi piace a',
    'Mi piace',
    'Ha messo * a',
    'Gli piace',
    'Ha apprezzato',
    'Ha gradito',
    'Ha amato',
    'Ha adorato',
    'Non ha gradito',
    'Non ha apprezzato',
    'Ha riso a',
    'Ha riso di',
    'Ha riso per',
    'Ha evidenziato',
    'Ha enfatizzato',
    'Ha sottolineato',
    'Ha messo in dubbio',
    'Ha domandato',
    'Ha reagito * a',
    'Ha reagito con * a',
    'Ha rimosso * da',
    '* a',
  ],
  reactionEndings: [],
  effects: [['inviat', 'effetto']],
  turns: ['pero'],
  lexicon: IT_LEXICON,
  slips: IT_SLIPS,
  patterns: [...IT_PATTERNS, ...IT_PHRASINGS, ...IT_REQUESTS],
};

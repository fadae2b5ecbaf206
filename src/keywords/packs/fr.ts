import { FR_LEXICON, FR_SLIPS } from './fr.lexicon.js';
import { FR_PATTERNS } from './fr.patterns.js';
import { FR_PHRASINGS } from './fr.phrasings.js';
import { FR_REQUESTS } from './fr.requests.js';
import { FR_SENTENCES } from './fr.sentences.js';
import type { LanguagePack } from './pack.js';

/** French. @source contract "keywords and consent", section 2: CWTA 3.9 (Canada), AF2M short code rules (France) */
export const FRENCH: LanguagePack = {
  language: 'fr',
  keyboard: 'azerty',
  optOutStrong: [
    'ARRET',
    'ARRETE',
    'ARRETER',
    'ARRETEZ',
    'STOP SMS',
    'STOPSMS',
    'DESABONNER',
    'DESABONNEMENT',
    'DESINSCRIRE',
    'DESINSCRIPTION',
  ],
  optOutEveryday: ['ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ'],
  optOutWeak: ['ANNULER', 'FIN', 'QUITTER', 'RESILIER'],
  optIn: ['OUI', 'ABONNER', 'INSCRIPTION', 'REPRENDRE', 'NONARRET'],
  help: ['AIDE', 'INFO', 'CONTACT'],
  polite: [
    'svp',
    's il vous plait',
    'sil vous plait',
    'sil te plait',
    's il te plait',
    'stp',
    'merci',
    'merci beaucoup',
    'merci bien',
    'merci davance',
    'bonjour',
    'bonsoir',
    'salut',
    'cordialement',
    'bonne journee',
    'bonne soiree',
    'pardon',
    'desole',
    'desolee',
    'madame',
    'monsieur',
    'veuillez',
    'daccord',
    'tout de suite',
    'immediatement',
    'tt de suite',
    'sil vs plait',
    'pitie',
  ],
  ordinary: `
    art arts are are arts ares apres aeree aerer fret frets prete carnet furet foret berret beret bret arbre arene
    parer pares par part pars parc parle parler parfait parer parut page pare para paris
    sais saisir air airs soir sar pair hair voir savoir alto alta auto alors aller ados
    bas baste basta base bat vasta pasta basse bata haste
    ferme fermer fermez ferma fermee germe terme
    stop step steps stops
    arrete arrets arreter pret prete preter pretez arrive arrives arriver arrivez arrieres arriere regret secret barre
    barrer barrez marre marrer carre carrer garer garez gare farter ferret caret carte aret aretha arpete jarret jarrets
    arrache arracher arrhes verre terre serre guerre errer erre adret garret barrette barrettes carret larret
    abonner abonne abonnee sabonner abonnez abonnement abonnements reabonner reabonnement dabonnement labonnement
    inscrire inscription inscriptions reinscrire reinscription sinscrire linscription minscrire dinscription decrire
    description prescription prescrire transcrire transcription souscription souscrire
    stoppe stopper stoppez stage stock store sport sports toto sot sots top trop tot pot spot
  `,
  reactions: [
    'A aimé',
    'A adoré',
    'N’a pas aimé',
    'A ri de',
    'A ri à',
    'A ri à propos de',
    'A mis l’accent sur',
    'A souligné',
    'A insisté sur',
    'A mis en évidence',
    'A remis en question',
    'A questionné',
    'A posé une question sur',
    'S’est interrogé sur',
    'A réagi * à',
    'A réagi avec * à',
    'A réagi par * à',
    'Réaction * à',
    'A supprimé * de',
    'A retiré * de',
    'A exclamé',
    'J’aime',
    'J’adore',
    '* à',
  ],
  reactionEndings: [],
  effects: [
    ['envoye', 'effet'],
    ['envoi', 'effet'],
  ],
  turns: [
    'mais je',
    'mais j',
    'mais jai',
    'mais jen',
    'mais jaimerais',
    'mais arretez',
    'mais arrete',
    'mais stop',
    'mais ne',
    'mais vous',
    'mais cest',
    'mais on',
    'mais il',
    'mais merci',
    'mais svp',
    'mais veuillez',
    'mais pouvez',
    'mais pas',
    'mais retirez',
    'mais supprimez',
    'mais enlevez',
    'mais desabonnez',
    'mais la',
    'mais bon',
    'mais quand',
    'mais laissez',
    'mais plus',
  ],
  lexicon: FR_LEXICON,
  slips: FR_SLIPS,
  patterns: [...FR_PATTERNS, ...FR_PHRASINGS, ...FR_SENTENCES, ...FR_REQUESTS],
};

import { EN_LEXICON, EN_SLIPS } from './en.lexicon.js';
import { EN_PATTERNS } from './en.patterns.js';
import { EN_PHRASINGS } from './en.phrasings.js';
import { EN_REGISTERS } from './en.registers.js';
import { EN_REQUESTS } from './en.requests.js';
import type { LanguagePack } from './pack.js';

/**
 * English, enabled in every group.
 * @source contract "keywords and consent", section 2: 47 CFR 64.1200(a)(10), CTIA, platform defaults
 */
export const ENGLISH: LanguagePack = {
  language: 'en',
  keyboard: 'qwerty',
  optOutStrong: ['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'UNSUB', 'OPTOUT', 'OPT OUT', 'REVOKE', 'REMOVE ME'],
  optOutEveryday: [],
  optOutWeak: ['CANCEL', 'END', 'QUIT', 'REMOVE'],
  optIn: ['START', 'UNSTOP', 'YES', 'SUBSCRIBE', 'RESUME', 'BEGIN'],
  help: ['HELP', 'INFO'],
  polite: [
    'please',
    'pleas',
    'plese',
    'pls',
    'plz',
    'plss',
    'plzz',
    'pleeease',
    'thanks',
    'thank you',
    'thank u',
    'thankyou',
    'thanx',
    'thx',
    'thnx',
    'tks',
    'ty',
    'tyvm',
    'many thanks',
    'thanks so much',
    'thank you so much',
    'thank you very much',
    'ok',
    'okay',
    'okey',
    'kk',
    'hi',
    'hello',
    'hey',
    'hiya',
    'sorry',
    'kindly',
    'sir',
    'maam',
    'madam',
    'guys',
    'cheers',
    'regards',
    'kind regards',
    'good morning',
    'good afternoon',
    'good evening',
    'have a nice day',
    'have a great day',
    'have a good day',
    'god bless',
    'now',
    'right now',
    'immediately',
    'asap',
    'at once',
    'just',
    'yo',
    'bro',
    'bruh',
    'dude',
    'man',
    'sis',
    'lady',
    'folks',
    'yall',
    'people',
    'you guys',
    'u guys',
    'already',
    'nah',
    'nope',
    'yeah',
    'tbh',
    'ngl',
    'fr',
    'honestly',
    'seriously',
    'actually',
    'literally',
    'finally',
    'anyway',
    'anyways',
    'again',
    'hun',
    'hon',
    'fam',
    'wtf',
    'ffs',
    'smh',
    'jfc',
    'omfg',
    'for the love of god',
    'for gods sake',
    'for fucks sake',
    'omg',
    'ugh',
    'umm',
    'ummm',
    'um',
    'hmm',
    'well',
    'thx so much',
    'much appreciated',
    'appreciate it',
    'appreciated',
    'n thx',
    'and thanks',
    'and thank you',
    'would you',
    'could you please',
    'could you',
    'can you please',
    'would you please',
    'can you',
    'will you',
    'today',
    'sent from my iphone',
    'sent from my ipad',
    'get outlook for ios',
  ],
  ordinary: `
    alot algo alt lato apt ato bait bass bash base basta past coast toast boast beast least yeast easter master
    pate pat pan pal pap pay pas pear peer pert per pre prey pram parent parents parse part parts party parka parade para parked parker
    sale sails sain saint slain stain swain spain again sahib saif samir fairs
    are art arts ares area areas arena arent arrest arrests arrested rest fret greet great agree aren earnest caret carrot barrett garrett ante
    fermi ferment farms fern femur forums firms former karma sperm sperma therm
    bajas bana banja bala
    stops store story stored stow stout stool stork sport stopwatch stump stdop sgt sip sap sup step
    optical optimum outcome unsubtle sunsub unsuc unused revolt revel revoked evoked avocado
    unsubscribing
    shop shops step steps stoop spot spots slop atop top tops stock stocks store stores stomp strop stow stub star start
    stars strap strip stripe stoops setup stir stem stew steep stops sop sops soup swop stood stool stole stone
    stove story storm stopper shoot snoop scoop swoop sloop stamp stump stap staph stoat stoup shot slot stat stay
    stare stark state stake estoppel nonstop unstop stopover stopgap strep soap sto two too tip tap tops
    stopped stopping stp
    quiet quite send bend spend candle cancer canal ends lend tend mend fend vend quilt quid quip suit
    evoke invoke provoke revoked revokes revoker revolve revoir remove remote
    subscribe subscribed subscriber subscribes subscribing resubscribe resubscribed prescribe inscribe ascribe describe
    subscript subscription subscriptions unsung unsure unsaid upsub unseen
    output outpost optic opted opt option options outcut topout uptown
    stoppable stall stalls stopwall stipple stable shopall install
    remover removed removal moved movie
    said sail pair fair hair stair stairs sir sari laid paid sad aid air airs air satire chair
    bays bats basta paste pasta haste baste vasta
    altos also auto alt salt halt malt ballo pales park pars paris bare care dare fare hare mare rare ware pale pane
    page para part pace pave pure pore sparse spare spares spark parer aware
    farm fermat ferry firm form forma germ term derma terms
    bay baja baha raja ninja bajan
    stopper stepped strapped slopped swapped stoked stopped
    pitch switch twitch
    td stopp
  `,
  reactions: [
    'Liked',
    'Loved',
    'Disliked',
    'Laughed at',
    'Emphasized',
    'Emphasised',
    'Questioned',
    'Reacted * to',
    'Reacted with * to',
    'Removed a * from',
    'Removed an * from',
    'Removed * from',
    'Hearted',
    'Thumbs up to',
    'Liked a message',
    '* to',
  ],
  reactionEndings: [],
  effects: [['sent', 'effect']],
  turns: ['but', 'however', 'instead'],
  lexicon: EN_LEXICON,
  slips: EN_SLIPS,
  patterns: [...EN_PATTERNS, ...EN_PHRASINGS, ...EN_REQUESTS, ...EN_REGISTERS],
};

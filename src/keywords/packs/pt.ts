import type { LanguagePack } from './pack.js';
import { PT_LEXICON, PT_SLIPS } from './pt.lexicon.js';
import { PT_PATTERNS } from './pt.patterns.js';
import { PT_PHRASINGS } from './pt.phrasings.js';
import { PT_REQUESTS } from './pt.requests.js';
import { PT_SENTENCES } from './pt.sentences.js';

/** Portuguese. @source contract "keywords and consent", section 2; SAIR: Brazilian telecom regulator, 2012 */
export const PORTUGUESE: LanguagePack = {
  language: 'pt',
  keyboard: 'qwerty',
  optOutStrong: ['SAIR', 'PARAR', 'PARE', 'DESCADASTRAR', 'DESINSCREVER'],
  optOutEveryday: ['SAIR', 'PARAR', 'PARE'],
  optOutWeak: ['CANCELAR', 'REMOVER', 'FIM'],
  optIn: ['SIM', 'INICIAR', 'ASSINAR', 'RETOMAR'],
  help: ['AJUDA', 'INFO'],
  polite: [
    'por caridade',
    'pelo amor de deus',
    'por amor de deus',
    'de uma vez',
    'de uma vez por todas',
    'de vez',
    'definitivamente',
    'urgente',
    'mano',
    'cara',
    'moco',
    'moca',
    'amigo',
    'amiga',
    'galera',
    'pessoal',
    'caramba',
    'poxa',
    'porra',
    'meu deus',
    'com urgencia',
    'por favor',
    'porfavor',
    'pfv',
    'pfvr',
    'pf',
    'favor',
    'por gentileza',
    'obrigado',
    'obrigada',
    'muito obrigado',
    'muito obrigada',
    'obg',
    'obgd',
    'obrig',
    'brigado',
    'vlw',
    'valeu',
    'ola',
    'oi',
    'oie',
    'bom dia',
    'boa tarde',
    'boa noite',
    'desculpa',
    'desculpe',
    'gente',
    'ja',
    'agora',
    'imediatamente',
    'sff',
    'faz favor',
    'se faz favor',
    'senhor',
    'senhora',
    'de antemao',
    'att',
    'abs',
    'grato',
    'grata',
  ],
  ordinary: `
    algo ato gato rato pato alvo aldo alma alto alo ala asa
    pera pero paro par pra pre pares parecer pareceu parente parou
    sai sais sara sarar saida sarau sair
    baixar caixa faixa haja seja veja
    pasta besta festa testa resta casta desta nesta basta bosta
    sair sai saiu saia sairei saira sairmos cair vair sari sair air saida said salar sal sais pair fair
    para parar pares pare pares parte parede padre pare paro parei  pere parece pareo pare par pura
    parar passar pagar parir parada preparar separar reparar comparar amparar disparar
    cadastrar recadastrar inscrever descrever escrever reinscrever subscrever prescrever
    baixa baia baja alto altos alta salto auto ato falto asto
    topo todo toda estou esto posto
    basta pasta gasta casta vasta bastao
  `,
  reactions: [
    'Gostou de',
    'Curtiu',
    'Amou',
    'Adorou',
    'Não gostou de',
    'Riu de',
    'Achou graça de',
    'Achou graça em',
    'Enfatizou',
    'Destacou',
    'Exclamou',
    'Questionou',
    'Reagiu * a',
    'Reagiu com * a',
    'Reagiu com * à mensagem',
    'Removeu * de',
    '* a',
  ],
  reactionEndings: [],
  effects: [
    ['enviad', 'efeito'],
    ['enviou', 'efeito'],
  ],
  turns: [
    'mas nao',
    'mas eu',
    'mas para',
    'mas pare',
    'mas parem',
    'mas por',
    'mas chega',
    'mas quero',
    'mas me',
    'mas sair',
    'mas favor',
    'mas pfv',
    'mas voces',
    'mas gostaria',
    'mas remova',
    'mas tire',
  ],
  lexicon: PT_LEXICON,
  slips: PT_SLIPS,
  patterns: [...PT_PATTERNS, ...PT_PHRASINGS, ...PT_SENTENCES, ...PT_REQUESTS],
};

import { ES_LEXICON, ES_SLIPS } from './es.lexicon.js';
import { ES_PATTERNS } from './es.patterns.js';
import { ES_PHRASINGS } from './es.phrasings.js';
import { ES_REQUESTS } from './es.requests.js';
import type { LanguagePack } from './pack.js';

/** Spanish. @source contract "keywords and consent", section 2 */
export const SPANISH: LanguagePack = {
  language: 'es',
  keyboard: 'qwerty',
  optOutStrong: ['BAJA', 'ALTO', 'PARAR', 'DAR DE BAJA', 'DARME DE BAJA', 'DESUSCRIBIR', 'NO MAS'],
  optOutEveryday: ['BAJA', 'ALTO', 'PARAR', 'NO MAS', 'DAR DE BAJA'],
  optOutWeak: ['CANCELAR', 'TERMINAR', 'FIN', 'SALIR', 'ELIMINAR'],
  optIn: ['SI', 'ALTA', 'INICIAR', 'COMENZAR', 'SUSCRIBIR'],
  help: ['AYUDA', 'INFO'],
  polite: [
    'por favor',
    'porfavor',
    'por fabor',
    'porfa',
    'porfis',
    'xfa',
    'xfavor',
    'x favor',
    'pf',
    'gracias',
    'muchas gracias',
    'mil gracias',
    'grax',
    'hola',
    'buenas',
    'buenos dias',
    'buenas tardes',
    'buenas noches',
    'disculpe',
    'disculpen',
    'disculpa',
    'perdon',
    'perdone',
    'saludos',
    'de antemano',
    'senor',
    'senora',
    'senores',
    'ya',
    'ahora',
    'ahora mismo',
    'inmediatamente',
    'vale',
    'un saludo',
    'amigo',
    'amigos',
    'loco',
    'boludo',
    'wey',
    'guey',
    'parce',
    'tio',
    'tia',
    'hija',
    'hijo',
    'mija',
    'mijo',
    'senorita',
    'joven',
    'hermano',
    'carnal',
    'amiga',
    'hostia',
    'cono',
    'carajo',
    'hombre',
  ],
  ordinary: `
    algo ato rato gato pato dato lato alo aldo alma alba autor alzo harto asalto asfalto asta
    pase padre padres pardo pera pero pure paro pre par para pagare parece pariente
    sari salia salida saber sanar sar
    bahia bajito bajito vieja
    forma forman firma firme fermin fernando terma derma
    baja bajar bajo bajas bajos baje bajen baje bajan bajada bahia caja cajas faja maja raja vaya vaja paja balsa bala
    bata baza base basa batea aja alto altos alta altas salto saltos alo auto autos falto harto acto alero alt asalto
    parar para pared pares parte paro parra parrar paran paras sparar pasar pagar parir parada parador preparar separar
    reparar comparar amparar disparar pararse parara parare parlar pardar parcar pare paren
    suscribir suscribirme escribir describir inscribir transcribir suscribirse suscribirte prescribir
    tope topo todo solo sopa
    sair salir aire
    sacar vasta basta pasta hasta casta gasta
  `,
  reactions: [
    'Le gustó',
    'Le ha gustado',
    'Me gusta',
    'Le encantó',
    'Le encanta',
    'No le gustó',
    'Se rió de',
    'Se rio de',
    'Le dio risa',
    'Le hizo gracia',
    'Enfatizó',
    'Resaltó',
    'Destacó',
    'Exclamó por',
    'Cuestionó',
    'Preguntó por',
    'Dudó de',
    'Reaccionó * a',
    'Reaccionó con * a',
    'Ha reaccionado con * a',
    'Eliminó * de',
    'Quitó * de',
    '* a',
  ],
  reactionEndings: [],
  effects: [['enviad', 'efecto']],
  turns: ['pero', 'sino'],
  lexicon: ES_LEXICON,
  slips: ES_SLIPS,
  patterns: [...ES_PATTERNS, ...ES_PHRASINGS, ...ES_REQUESTS],
};

import { IT_VERBS } from './it.verbs.js';
import { namesWithout } from './names.js';

/** Word classes of the Italian patterns. Apostrophes are gone: `linvio`, `dinviarmi`. */
export const IT_LEXICON: Readonly<Record<string, string>> = {
  ...IT_VERBS,
  names: `${namesWithout('mia costa bianca vera stella serena conti greco romano gallo iris gloria marina')}
    patrizia pasquale carmela gennaro gianluca gianluigi piergiorgio pierluigi tiziana tiziano loredana
    ornella sabrina samanta ivana ivano mirella mirko walter ezio enzo vincenzo concetta assunta rosaria
    rosalba rosanna rossella raffaella raffaele michela daniele emanuele emanuela gabriele samuele
    simone ettore tommaso niccolo giacomo filippo edoardo umberto ugo aldo dino bruno mauro maurizio
    fabrizio fausto luciano luciana graziella mariella marisa giuliana giuliano ludovica beatrice
    ginevra noemi arturo alfredo alfonso agostino cosimo nunzia nunzio calogero rosario turi ermanno
    ruggero corrado renzo rino sandro silvana silvano nadia nives pina peppe ferri galli barbieri
    santoro caruso martinelli lombardo coppola desantis marchetti parisi ferraro fabbri bruni`,
  about:
    'messaggi messaggio sms pubblicita promozioni promo spam msg mex tutto cosi ora subito per favore gli i con di la lista notifiche invio inviare grazie offerte a questi mail',
  stop: `smettila smettetela smetti smettete smetta smettano smettere smettila_di smetterla smetterl ferma fermate fermatevi fermare fermati basta finitela finiscila finitela_di stop stoppa stoppate
    interrompete interrompere interrompi interrompa cessate cessare cessa piantatela piantala piantatela_di sospendete sospendere sospendi bloccate bloccare blocca finirla piantarla stoppare sospenda`,
  sending: `mandare mandarmi mandarci inviare inviarmi inviarci scrivere scrivermi scriverci contattare contattarmi chiamare chiamarmi messaggiare messaggiarmi disturbare disturbarmi disturbarci rompere rompermi stressare
    stressarmi spammare spammarmi tempestare tempestarmi assillare assillarmi molestare molestarmi importunare importunarmi linvio invio invii bombardare bombardarmi infastidire tormentare`,
  send: `mandate mandare mandarmi mandatemi mandateci mandi manda mandarci inviate inviare inviarmi inviatemi invii invia scrivete scrivere scrivermi scrivetemi scriva contattate contattare contattarmi contattatemi contatti contattateci chiamate chiamare
    chiamarmi chiamatemi disturbate disturbare disturbarmi disturbatemi rompete rompere rompermi messaggiate messaggiarmi infastidite infastiditemi arrivare spammate disturbateci inviateci scriveteci`,
  message: `messaggio messaggi sms mex msg msgs messaggini messaggino pubblicita promozione promozioni promo offerta offerte notifica notifiche avviso avvisi mail email spam comunicazione comunicazioni newsletter
    propaganda mess mssg messag pubblicitari pubblicitarie testi roba porcherie cazzate schifezze spazzatura merda messagi mesaggi messsaggi volantini`,
  want: 'voglio vogliamo vuole desidero desideriamo vorrei voio intendo interessa interessano bisogno gradisco volevo vojo desiderei voglia interessati',
  receive:
    'ricevere ricevo ricevuto leggere vedere avere sapere sentire ricevero ricever essere riceverne riceverli sentirvi',
  myself:
    'me questo_numero questo_cellulare questo_cell questo_telefono questa_utenza questo_recapito questo_contatto quest_utenza questutenza mia_linea mio_cell mio_recapito mia_mail mio_profilo mia_utenza questo_numero il_numero mio_numero il_mio_numero mio_nome mio_telefono mio_cellulare miei_dati numero nostro_numero suo_numero mio_contatto mia_utenza nominativo miei_contatti',
  list: '@elided_list invii giro programma community club circuito listino schedario anagrafica agenda broadcast database db indirizzario registri archivi elenchi rubriche campagne campagna gruppi comunicazioni notifiche promo promozioni sms messaggi lista liste elenco database rubrica gruppo sistema contatti mailing archivio registri registro newsletter iscritti iscrizione servizio',
  leave:
    'cancellarmi disiscrivermi disiscrivo disiscrizione cancellazione disiscrivere togliermi rimuovermi cancellarsi disiscriversi annullare_liscrizione annullare_iscrizione disattivare disattivarmi uscire_dalla disiscrive rimozione eliminarmi disabbonarmi opt_out',
  product: `ordine ordini appuntamento lappuntamento lordine labbonamento appuntamenti prenotazione prenotazioni visita consegna consegne pacco pagamento addebito carta volo biglietto biglietti prodotto prodotti articolo carrello fattura contratto abbonamento_palestra
    polizza assicurazione lezione lezioni tavolo albergo hotel viaggio guerra violenza legge fumare bere musica lavori fermata treno autobus macchina spedizione corso palestra prestito rata bolletta camera abbonamento`,
};

export const IT_SLIPS: readonly string[] = [
  'messaggi',
  'messaggio',
  'mandarmi',
  'ricevere',
  'inviarmi',
  'numero',
  'cancellate',
  'smettetela',
  'voglio',
  'cancellatemi',
  'mandate',
  'scrivete',
  'scrivetemi',
  'toglietemi',
  'pubblicita',
  'promozioni',
  'rimuovetemi',
  'eliminate',
  'interessato',
  'disturbate',
  'disiscrivetemi',
];

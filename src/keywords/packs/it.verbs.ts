import { inflect } from './inflect.js';

const DOING_TO_ME =
  'mandar inviar contattar disturbar spammar molestar assillar importunar bombardar tormentar stressar scocciar seccar chiamar messaggiar scriver romper infastidir mandate inviate contattate disturbate spammate molestate assillate importunate bombardate tormentate stressate scocciate seccate chiamate messaggiate scrivete rompete infastidite';
const AR =
  'mand invi contatt disturb spamm tempest assill molest import importun bombard torment stress scocci secc martell inond tormentat subiss';
const CLITICS = 'mi ci gli le la lo li ti vi mele meli melo mene celi cele';
const REMOVE_AR = 'cancell elimin lev depenn esoner stralci cass';

/** Forms of Italian verbs as word classes: familiar, courteous and plural forms, accents and apostrophes gone. */
export const IT_VERBS: Readonly<Record<string, string>> = {
  no: 'non nn nun num mai manco neanche neppure nemmeno',
  do_it: `${inflect(AR, 'are ate i ino iate a asse assero aste ando ano')} ${inflect('chiam messaggi telefon notific', 'are ate i ino iate')} chiamino
    ${inflect('scriv promuov', 'ere ete a ano iate esse essero endo i')} ${inflect('romp', 'ere ete a ano endo i iate')} infastidire infastidite infastidisca insistere insistete insista insistiate
    trasmettere trasmettete inoltrare inoltrate recapitare proporre proporci proporremi vendermi vendermele inserirmi inseriate inserite inseritemi includete includermi includetemi aggiungete aggiungetemi aggiungermi coinvolgete invitate invitatemi considerate iscrivetemi iscrivermi avvisare avvisate avvisiate avvertiate teniate informiate avvisarmi avvisarci aggiornarmi aggiornare rifilare rifilarmi
    ${inflect('mandar inviar contattar disturbar spammar tempestar assillar molestar importunar bombardar tormentar stressar scocciar seccar chiamar messaggiar scriver romper infastidir inondar proporr', CLITICS)}
    ${inflect('mandate inviate contattate disturbate scrivete chiamate molestate assillate stressate scocciate importunate tormentate infastidite', CLITICS)} ricontattarmi ricontattare ricontattate ricontattiate riscrivermi riscrivere riscrivete richiamarmi invadere abusare violare riempirmi riempire intasare intasarmi consumarmi linvio dellinvio allinvio dallinvio dinvio sullinvio invio invii mannate mannateme manna scrivetece scriveteme mandateme`,
  do_me: inflect(DOING_TO_ME, 'mi ci mene'),
  do_past: `${inflect('contattat disturbat importunat molestat chiamat assillat tempestat bombardat tormentat infastidit stressat', 'o a i')} mandato mandati inviato inviati scritto`,
  cease: `@stop spegnete spegni spegnere silenziate silenzia mollatela mollala ${inflect('smett ced desist interromp', 'ere ete a ano iate esse essero este este i')} ${inflect('cess ferm blocc termin', 'asse assero aste')} smetterete smettereste smetterla smetterebbe smetterete interrompiate ${inflect('cess', 'ate are i ino')} ${inflect('sospend', 'ete ere a ano esse essero')} cessi cessino cessino
    la_pianti la_piantate la_finite la_finisci la_smettete la_smetti la_finisca la_smetta pianti piantate piantarla piantatela piantiamola finirla finitela finiamola finite finiscila finisca tagliatela tagliamola evitate evita eviti evitare evitino evitatemi evitiate astenetevi astenersi astenga si_astenga
    astenervi diffido diffida diffidiamo mollatemi mollateci mollami bloccate bloccare ponete_fine porre_fine datevi_un_taglio dateci_un_taglio dacci_un_taglio datti_una_calmata datevi_una_calmata
    smetteste smettessero finiste piantaste finissero smettiamo smettiamola finiamo piantiamo chiudetela chiudiamola chiuderla chiudila terminare arrestare
    fatela_finita falla_finita facciamola_finita`,
  remove: `${inflect(REMOVE_AR, 'a ate i ino are iate ano')} ${inflect('togli rimuov esclud disiscriv', 'ete ere a ano i iate')} togli tolga tolgano togliere togliete togliate escludere rimuovano disabilitate disattivate disattiva disattivare
    ritirate ritira ritirare tirate dimenticate dimenticatevi dimentica dimenticare scordate scordatevi scorda perdete perdi bloccate butta buttate leva levate`,
  remove_me: `tiratemi_giu tiratemi_via tirami_fuori tirami_giu ripulitemi cassatemi ${inflect('cancella elimina leva depenna esclude rimuove disiscrive toglie disabilita disattiva stralcia disabbona cava sega', 'temi teci teme tece')} ${inflect('cancella elimina leva depenna escludi rimuovi disiscrivi togli disabilita disattiva disabbona cava', 'mi ci me ce')}
    dimenticatemi scordatemi ignoratemi saltatemi escludetemi dimenticarmi farmi_togliere farmi_cancellare farmi_rimuovere farmi_eliminare farci_togliere mi_cancelli mi_cancellate mi_tolga mi_togliete mi_tolgano mi_rimuova mi_rimuovete mi_rimuovano mi_elimini mi_eliminate mi_levi mi_levate mi_depenni mi_disiscriva mi_disiscrivete mi_escluda mi_escludete mi_cancellino
    ${inflect('cancellar eliminar levar depennar escluder rimuover disiscriver toglier disabilitar disattivar disabbonar esonerar', 'mi ci')} tiratemi_fuori mi_tiro_fuori mi_tolgo mi_disiscrivo`,
  remove_it: `${inflect('cancella elimina leva depenna rimuove toglie esclude disattiva annulla', 'telo tela teli tele')} ${inflect('cancellar eliminar levar rimuover toglier depennar', 'lo la li')} ${inflect('cancella elimina leva rimuovi togli', 'lo la')}
    ${inflect('sospende blocca ferma interrompe spegne stoppa revoca', 'teli tele telo tela')} sospendetelo interrompeteli revocatelo revocateli lo_cancelli lo_tolga lo_rimuova lo_elimini`,
  removed: inflect(
    'cancellat eliminat rimoss tolt depennat esclus disiscritt dimenticat levat stralciat esonerat disabilitat',
    'o a i',
  ),
  end_noun: `cessazione interruzione sospensione esclusione disattivazione disabilitazione cancellazione rimozione eliminazione disdetta disiscrizione depennamento stralcio revoca annullamento
    lesclusione linterruzione leliminazione limmediata_cancellazione limmediata_interruzione`,
  wanting: `@want vogliono vuole voleva desidera desiderano gradirei gradiremmo gradisce gradiamo preferirei preferiremmo serve servono occorre occorrono sopporto sopportiamo tollero tolleriamo accetto accettiamo intendiamo
    vorremmo cerco pretendo esigo interessava acconsento consento`,
  phone: `numero num nr telefono telefonino tel cellulare cell cel utenza linea recapito contatto sim whatsapp telefonini`,
  elided_list: inflect('l dall dell nell', 'elenco archivio agenda anagrafica indirizzario'),
  stuff: `@message propaganda bombardamento tormento stillicidio martellamento persecuzione sconti sconto coupon novita cose cosa cavolate cretinate stupidaggini boiate scemenze baggianate stronzate minchiate catalogo info informazioni aggiornamenti reclame rotture offertine promozioncine
    campagne campagna inviti invito sondaggi sondaggio messaggini stupidate fesserie idiozie menate cagate belinate robaccia ciarpame fuffa cianfrusaglie proposte proposta consigli annunci annuncio materiale depliant pubblicitario pubblicitaria messaggistica chiamate smsini buoni saldi mailing comunicati contatti volantini marketing comunicazione`,
  agencies: `garante carabinieri polizia avvocato avvocati legale legali agcom antitrust codacons postale autorita procura tribunale altroconsumo guardia_di_finanza finanza querela denuncia esposto reclamo diffida`,
  threat: `blocco bloccare bloccarvi bloccati blocchiamo bloccato denuncio denuncero denunciare denunciarvi denunciamo segnalo segnalero segnalare segnalarvi segnalazione querelo querelero @agencies`,
};

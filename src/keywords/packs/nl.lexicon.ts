import { NAMES } from './names.js';

/** Word classes of the Dutch patterns. */
export const NL_LEXICON: Readonly<Record<string, string>> = {
  names: NAMES,
  about:
    'sms smsjes berichten bericht berichtjes reclame mij me ons nieuwsbrief met de het die deze alle alles graag nu direct lijst aanbiedingen abonnement dienst meldingen nummer aub dit dat spam hiermee',
  stop: 'stop stopt stoppen stopp ophouden hou houd houdt houden kap kappen kapt schei beeindig beeindigen staak staken genoeg klaar stopzetten opzeggen annuleren annuleer beëindig uitzetten',
  sending: `sturen stuur schrijven appen texten smsen smsjes mailen contacteren benaderen lastigvallen lastig_vallen storen spammen bellen berichten sms bericht zenden verzenden benaderen contact sturen_van whatsappen bestoken`,
  send: `stuur sturen stuurt schrijf schrijven app appen sms smsen mail mailen contacteer contacteren benader benaderen bel bellen stoor storen spam spammen verstuur versturen toesturen zenden zend benaderd gebeld lastiggevallen lastig gecontacteerd gestuurd stuurd appje`,
  message: `sms smsjes sms'jes berichten bericht berichtjes berichtje tekstberichten reclame reclames aanbiedingen aanbieding acties spam meldingen melding notificaties mail mails email emails nieuwsbrief nieuwsbrieven appjes appje
    promoties promotie zooi rotzooi troep meuk onzin berigten smsje reclameberichten reclamesms post contact`,
  want: 'wil willen wens wensen hoef hoeven zou graag_geen nodig behoefte wilt wou wilde hoeft prijs interesse kwil kwou khoef kmoet kwens willn wille',
  receive: 'ontvangen krijgen hebben lezen zien horen ontvang krijg',
  myself:
    'me mij ons mijn_nummer dit_nummer mijn_naam mijn_gegevens mijn_telefoonnummer het_nummer nummer mn_nummer m_n_nummer telefoonnummer haar_nummer zijn_nummer mn',
  list: `${compounds(
    'sms reclame spam promo marketing actie mail nieuwsbrief verzend bel app klanten',
    'lijst lijsten lijstje systeem systemen bestand bestanden database databank groep groepen programma circuit bestandje',
  )} lijst lijsten verzendlijst mailinglijst bestand database systeem groep adressenlijst adresboek nieuwsbrief klantenbestand lijstje contacten maillijst smslijst belijst verzending adressenbestand adresbestand adressenlijst bestanden klantenlijst lijsten contactlijst contactenlijst mailing mailings mailinglist database databank databanken verzendlijst verzendlijsten telefoonlijst bellijst doelgroep verzendgroep`,
  leave:
    'afmelden uitschrijven afmelding uitschrijving afgemeld uitgeschreven afmeld uitschrijf opzeggen_sms uit_te_schrijven af_te_melden',
  product: `bestelling bestellingen afspraak afspraken reservering boeking levering pakket pakketje betaling incasso kaart vlucht ticket tickets artikel winkelwagen factuur contract verzekering cursus tafel hotel kamer reis oorlog geweld wet roken
    drinken lidmaatschap sportschool abonnement_krant stroom energie bus trein tram auto muziek lawaai de_les mijn_les lessen abonnement_op_de abonnement_op_het proefabonnement krant feestje order orders rekening huur`,
  cease:
    withSpoken(`stop stopt stoppen gestopt stopp ophouden ophoudt ophou op_te_houden opgehouden hou houd houdt houden kap kappen kapt kappe schei scheid uitscheiden uit_te_scheiden staak staken staakt te_staken gestaakt te_stoppen
    beeindig beeindigen beeindigd te_beeindigen stopzetten stopgezet stop_te_zetten stopzetting zet_stop basta gedaan afgelopen halt opdoeken opdonderen`),
  neg: 'niet nie nooit geen gn gene geene gin niks niets nix ni nimmer niemand',
  refused: 'niet nooit geen gn gene geene niks niets nix nimmer',
  more: 'meer mr langer verder voortaan meerrr meer_ooit nooit_meer nimeer weer',
  text: `@messageword @crap`,
  messageword: `${compounds(
    'sms reclame spam promo promotie marketing actie aanbiedings tekst whatsapp app push commerciele kortings commercie sale nieuws massa',
    'bericht berichten berichtje berichtjes berigt berigten sms smsen smsjes smsje smsjes boodschappen mail mails mailtjes meldingen melding notificaties post',
  )} bericht berichten berichtje berichtjes berichie berichies berigt berigten berichte berigte msg msgs mssg mssgs sms smsen smsje smsjes smsjs smskes smske berichtske berichtskes reclame reclames reklame mailings mailing mail mails mailtjes email emails e_mails
    aanbieding aanbiedingen aanbiedinkjes promo promos promoties promotie publiciteit advertenties advertentie acties kortingsacties kortingen spam nieuwsbrief nieuwsbrieven nieuwsbriefje nieuwsflash nieuwtjes smsdienst smsservice sms_dienst sms_service berichtendienst berichtenservice notificatie notificaties melding meldingen
    pushmeldingen updates update appje appjes whatsappjes tekstjes tekstje communicatie marketing correspondentie texts text newsletter newsletters alerts flyers folders reminders herinneringen aanmaningen oproepen telefoontjes`,
  crap: `zooi rotzooi troep rommel meuk onzin zever brol gezeik gespam gestuur gezeur gedoe ellende bagger bullshit shit gelul geleuter flauwekul zooitje kutzooi gezaag gezever gebel geapp gesms gemail getext gebombardeer gestalk
    kutberichten kutsms kutreclame rotberichten pulp junk crap larie nonsens gebliep gepiep gebiep geping getril gepush geblaat gespammer gemarketing reclamegedoe smsgedoe tsunami stortvloed overlast deze_dingen die_dingen dit_soort spamberichten spammerij spamming bombardement`,
  sendform:
    withSpoken(`@send stuurde sturen_van toezenden toegezonden toegestuurd gestuurd verstuurd zend zendt verzend opsturen schrijft geschreven appt appte geappt texten text getext smst smste gesmst smse smsn gesmsed mailt gemaild contacteert benadert belt bellen stoort storen
    gestoord spamt gespamd bericht berichten whatsapp whatsappen gewhatsappt informeren informeer te_informeren notificeren te_sturen te_smsen te_contacteren te_benaderen te_bellen te_storen te_mailen te_appen te_schrijven te_spammen toe_te_sturen aanschrijft aangeschreven aan_te_schrijven lastigvalt lastigval aanspreken aanspreekt aanschrijven
    lastigvallen lastig_vallen lastig_gevallen lastiggevallen lastig_te_vallen bestoken bestookt stalken stalk gestalkt bombarderen bombardeer gebombardeerd overspoelen overspoeld overladen pesten benaderd gecontacteerd gebeld contact_opnemen contact_op_te_nemen contact_met`),
  keen: 'interesse intresse interese intrese interressse interresse interessen geinteresseerd geintereseerd geintresseerd geinteresserd geintereseert geinteresseert geintresseert geinterreseerd belangstelling behoefte boodschap',
  service:
    'service dienst diensten smsservice smsdienst berichtenservice abonnement inschrijving info informatie acties korting kortingen voordelen tips weetjes kortingscodes codes coupons bonnen vouchers punten',
  imper: 'stuur bel sms app mail schrijf contacteer benader stoor spam val bericht whatsapp informeer',
  bother:
    withSpoken(`lastigvallen lastig_vallen lastig_te_vallen lastig storen spammen bestoken stalken bombarderen overspoelen pesten zeiken zagen zeuren ambeteren irriteren zaniken vervelen sturen te_sturen smsen appen mailen bellen schrijven contacteren benaderen
    smse stuuren berichten texten`),
  remove:
    withSpoken(`verwijder verwijderen verwijdert verwijderd te_verwijderen verwijdering haal halen haalt gehaald te_halen weghalen schrap schrappen schrapt geschrapt te_schrappen wis wissen wist gewist te_wissen uitwissen delete deleten deleet deletet vernietig vernietigen
    verweider verweideren verwyder verwijdere verwijdr verwyderen uitvlakken te_vergeten skip skippen deactiveer deactiveren gedeactiveerd ontkoppel ontkoppelen loskoppelen uitzonderen`),
  throw:
    'doe doet gooi gooien gooit smijt smijten zwier kieper knikker flikker mik kick trap pleur lazer haal halen haalt krijg laat schop donder',
  off: 'eraf eruit ertussenuit er_af er_uit dr_af dr_uit d_raf draf druit van_de_lijst ervanaf ervan_af van_die_lijst van_deze_lijst uit_de_lijst uit_het_bestand uit_jullie_bestand uit_het_systeem uit_jullie_systeem uit_de_database uit_uw_bestand uit_uw_systeem hieruit hieraf hier_af hier_uit hiervan_af hier_vanaf',
  mynumber: `${mine(
    'mijn mn min m_n dit deze het haar zijn zn ons onze hun mijne',
    'nummer nr nummertje numer nummmer telnr telefoonnr gsm gsmnummer gsmnr gsm_nummer telefoonnummer telefoon_nummer telnummer mobiel mobiele_nummer mobiel_nummer tel gegevens persoonsgegevens contactgegevens data account profiel 06 06nummer persoonlijke_gegevens email emailadres contact',
  )} me mij ons mezelf mijzelf nummer nr nummers gsmnummers telefoonnummers 06_nummers 06nummers telefoonnummer gsmnummer persoonsgegevens`,
  leaving: `@leave uitschrijf uitschrijft uitscrijven uitschriven uitschrijve uitgeschreve uitteschrijven afteschrijven afschrijven deabonneren te_deabonneren unsubscriben unsubscribe uittschrijven opt_outen opt_out optout optouten desabonneren ontabonneren uitschrijfknop afmeldknop uitschrijflink afmeldlink afmeldknopje uitschrijfformulier afmeldformulier afmeldpagina uitschrijfpagina stopknop uitknop stopcode stopwoord
    uitschrijving afmelding`,
  person: `vrouw man zoon dochter zoontje dochtertje kind kinderen moeder vader ma pa mama papa oma opa broer zus vriendin vriend buurman buurvrouw collega baas schoonmoeder schoonvader schoonzus tante oom`,
  weekday:
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag morgen vanavond vanmiddag vandaag volgende_week vrijdagavond zaterdagmiddag',
  thing: `@product thermostaat oven wekker alarm tv televisie verlichting licht verwarming apparaat wasmachine scherm geluid kookplaat vaatwasser router koelkast magnetron stofzuiger afzuigkap pomp motor accu adres adressen foto fotos review recensie reactie kras vlek vlekken deur raam slot brievenbus boom boiler kraan lekkage gordijnen schoenen schoen trui jurk broek jas jassen shirt tas tassen sokken bank stoel tafel kast lamp fiets
    telefoonhoesje laptop printer sportabonnement opslag wachtwoord mandje winkelmand winkelmandje producten artikelen item items maat maten kleur regel boeking boekingen reserveringen proefles proeflessen zwemles zwemlessen turnles
    yogales pilates training workshop workshops webinar cursussen cursusdag opleiding event evenement etentje lunch diner borrel bbq verjaardag vergadering gesprek behandeling consult tandarts kapper knipbeurt massage school opvang bso kdv creche
    voorstelling concert rondleiding bezichtiging proefrit offerte opdracht klus onderhoud keuring apk taxi huur huurauto huurcontract koop aankoop bedrag automatische_incasso incassos abo_op gym fitness sauna zwembad bibliotheek boek boeken
    verkoop verkopen aanmelding_voor inschrijving_voor opname energiecontract gas water internet telefoonabonnement simkaart verzekeringen polis reisverzekering zorgverzekering vakantie huis_verkopen maaltijdbox maaltijdbox box boxen wijnbox datum cadeau cadeaubon taart bloemen ui uien mayo plastic papier papieren bonnetje bonnetjes kassabon kassabonnen magazine tijdschrift tijdschriften catalogus krantje toernooi tornooi wedstrijd padel padeltoernooi tennistoernooi zangles vereniging voetbalclub ${compounds('elektriciteits gas energie stroom gsm telefoon huur arbeids onderhouds internet tv lease krediet sport krant kranten fitness gym mobiele', 'contract contracten abonnement abo tarief')}
    blauwe zwarte rode groene witte gele grijze bruine roze paarse oranje beige donkere lichte grote kleine ${compounds('yoga dans kook taal engels frans spaans schilder teken zwem rij muziek piano gitaar pottenbak pottenbakkers naai sport judo ballet tennis pilates ehbo computer fotografie keramiek', 'cursus les lessen training workshop lesje')}`,
};

export const NL_SLIPS: readonly string[] = [
  'berichten',
  'bericht',
  'uitschrijven',
  'afmelden',
  'sturen',
  'verwijder',
  'nummer',
  'verkeerd',
  'ontvangen',
];

/** Dutch writes nouns together: `reclamebericht`, `spamsms`. */
function compounds(firsts: string, seconds: string): string {
  return firsts
    .split(' ')
    .flatMap((first) => seconds.split(' ').flatMap((second) => [first + second, `${first}_${second}`]))
    .join(' ');
}

/** `mijn_nummer`, `dit_nummer`, `mn_gsm` … */
function mine(owners: string, nouns: string): string {
  return owners
    .split(' ')
    .flatMap((owner) => nouns.split(' ').map((noun) => `${owner}_${noun}`))
    .join(' ');
}

/** The final n is not heard, and often not typed: `stoppe`, `sture`, `ontvange`. */
function withSpoken(words: string): string {
  const spoken = words.split(/\s+/u).filter((word) => /^[a-z]{4,}en$/u.test(word));
  return `${words} ${spoken.map((word) => word.slice(0, -1)).join(' ')}`;
}

import { inflected, separable } from './de.inflection.js';
import { NAMES } from './names.js';
import type { Compounds } from './pack.js';

/** Word classes of the German patterns. */
export const DE_LEXICON: Readonly<Record<string, string>> = {
  about:
    'sms nachrichten nachricht werbung mich uns newsletter vom von den der dem das alle alles bitte sofort jetzt verteiler infos angebote nummer benachrichtigungen abo service spam wünsche möchte bestätigen gewünscht',
  no: 'keine kein keinen keiner keinerlei keines nix nichts nie null',
  not: 'nicht nich nie niemals nimmer',
  nomore:
    'nicht_mehr nie_mehr nimmer nie_wieder niewieder nichtmehr nicht_weiter nicht_weiterhin nicht_länger nicht_wieder nicht_nochmal nicht_noch_mal nicht_noch_einmal nie_nie_wieder nichts_mehr nix_mehr nix_weiteres nichts_weiteres nicht_dauernd nicht_ständig nicht_andauernd nicht_ewig nicht_länger keine_mehr keiner_mehr nicht_fürderhin nimmermehr niemals_wieder niemals_mehr',
  more: 'mehr weitere weiteren weiterer weiteres weiterhin künftig zukünftig wieder',
  filler:
    'auch gar einfach überhaupt absolut eigentlich bitte jetzt hier alles halt eh sowieso so ganz echt wirklich langsam sicher definitiv zeug',
  it: 'das des dies diese diesen dieses es die sie sowas den_scheiss den_mist den_quatsch den_kram dat dit dös',
  stop: `stopp stop stoppen stoppt stoppe hört hör hören aufhören aufhört unterlassen unterlasst unterlassung lasst lass lassen einstellen stellt stellen stellen_sie schluss beendet beenden genug
    abstellen abschalten abbrechen einstellt unterlasse abbestellen abbestelle unterbinden aufzuhören`,
  end: 'auf ein sein bleiben aufzuhören einzustellen zu_unterlassen unterlassen sofort',
  sending: `schicken schreiben senden zuschicken zusenden anschreiben kontaktieren belästigen nerven spammen texten anrufen stören zuspammen zumüllen zutexten melden zuzuschicken zuzusenden
    schreibt schickt sendet nervt belästigt anzuschreiben zu_schreiben zu_schicken zu_senden versenden vollzuspammen bombardieren terrorisieren belästigung simsen
    anzutexten antexten volltexten vollspammen zuballern vollmüllen zubomben behelligen schreiberei gespamme generve geschreibe spamme schriibe schribe getexte nerverei belästigungen spammerei bimmeln anzurufen anzusimsen`,
  send: `${inflected('schick schreib send text kontaktier belästig behellig nerv stör spamm bombardier terrorisier mail sims informier benachrichtig stalk')} schickt schick schicke schicken schreibt schreib schreibe schreiben sendet sende senden kontaktiert kontaktiere kontaktieren ruft anrufen texten textet nervt nerv belästigt spammt stört zusenden zuschicken
    anschreiben anzuschreiben zuzusenden zuzuschicken melden meldet zugesandt zugeschickt schicken_sie senden_sie angeschrieben belästigen
    schickst schreibst sendest belästige behelligt behelligen stör stören zutexten zugetextet zuspammen zuspammt zugespammt spammen spamt spam spammst vollspammen zumüllen zugemüllt bombardieren bombardiert terrorisieren terrorisiert
    simsen simst antexten angetextet anzutexten textest anmailen mailt mailen benachrichtigen benachrichtigt informieren informiert anfunken bewerben beworben gestört genervt angerufen antickern behelligt zukommen_lassen zukommen
    kontaktierst anpingen belästigst zuzuschreiben anzusimsen ansimsen anzurufen versenden verschicken geschickt_bekommen zugesendet belabern zulabern nachfragen anfragen fragen ansprechen volllabern vollquatschen anquatschen anlabern`,
  message: `sms nachricht nachrichten werbung werbesms werbe werbenachrichten werbenachricht textnachrichten textnachricht mitteilung mitteilungen benachrichtigung benachrichtigungen newsletter spam angebote angebot mails mail email emails
    infos info texte msg msgs messages message anrufe whatsapp müll scheiss scheisse kram zeug mist reklame werbemüll nachichten nachrichtn erinnerungen quatsch krempel schrott dreck zusendung zusendungen werbebotschaften kurznachrichten werbemails spamnachrichten werbespam nachrichtenflut kontakt kontaktaufnahme belästigung
    promo promos promotion promotions push pushs pushnachrichten ads ad schmarrn schmarren schas schmafu käse_von_euch blödsinn unsinn schwachsinn bullshit shit sülze gesülze gelaber müllnachrichten spams smse smsen smsn esemes sms_nachrichten
    newsletters news_von_euch werbemassnahmen werbezwecke werbezwecken werbeaktionen aussendungen aussendung rundschreiben botschaften botschaft mitteilungen meldungen_von_euch marketing marketingnachrichten
    direktwerbung erinnerung hinweise servicehinweise updates umfragen umfrage einladungen meldungen kontaktanfragen glückwünsche kommunikation kundeninfos kundeninformationen informationen werbeinfos werbeanrufe kontaktaufnahmen kontaktversuche tipps alerts blast kampagnen notifications notification chats textis pling gebimmel gepiepse dauerbeschuss dauerwerbung dauerspam massen_sms bombardement terror sms_terror zumüllung zuspammerei`,
  goods:
    'gutscheine gutscheinen gutschein rabattcodes rabattaktionen rabatte rabatten aktionen deals codes coupons prospekte prospekt anzeigen sonderaktionen news aktion',
  want: 'will brauch wollen möchte möchten wünsche brauche brauchen benötige habe_kein lege wollte verzichte wünsch wunsch bekommen interessiert will_ich mag mögen würde_gerne hätte_gerne hätte_gern würde_gern bitte_darum möcht bestehe wünschen verlange benötigen',
  wanting:
    'will wollen wollte möchte möchten mag mögen brauche brauchen brauch benötige benötigen wünsche wünschen möcht braucht mecht wünsch',
  receive:
    'erhalten bekommen kriegen haben empfangen lesen sehen hören bekomme erhalte kriege bekomm gesendet geschickt zugesendet zugeschickt zugestellt krieg',
  myself:
    'mich uns meine_nummer meine_daten diese_nummer meine_handynummer meinen_namen die_nummer nummer daten unsere_nummer meine_telefonnummer handynummer mein_handy meine_nr kontakt rufnummer sie_mich telefonnummer mobilnummer handynr natelnummer natelnr nummern kontaktdaten datensatz datensätze kontakteintrag telefonnr rufnr',
  mine: 'meine_nummer meine_daten diese_nummer meine_handynummer unsere_nummer meine_telefonnummer meine_nr meine_rufnummer diese_rufnummer meine_kontaktdaten die_nummer nummer_hier nummer handynummer rufnummer mobilnummer telefonnummer meinen_namen diesen_kontakt meinen_kontakt mein_profil meinen_eintrag diese_handynummer',
  list: 'liste verteiler verteilerliste datenbank kartei system newsletter gruppe kontakten sms adressliste verzeichnis mailingliste empfängerliste datei kundendatei telefonbuch adressbuch kontaktliste kundenkartei kundenliste crm bestand adressbestand kundenstamm smsliste mailing sms_abo kontakte handy_kontakten speicher verteilern listen dingsda nachrichtenliste werbeliste rundruf broadcast datenbestand computer datensatz programm',
  outof:
    'aus ausm von vom von_der von_eurer von_ihrer von_dieser aus_eurem aus_ihrem aus_eurer aus_ihrer aus_dem aus_der usem us usm ausn ausser aus_dera aus_da vo_der vo_dera vo_eurer',
  out: `@removing raus runter weg heraus hinaus rauslöschen rausnehmen runternehmen entfernen löschen streichen nehmen austragen abmelden rauswerfen rausschmeissen herausnehmen geschmissen genommen gelöscht entfernt gestrichen ausgetragen abgemeldet rausgenommen runtergenommen rausgelöscht lösche entferne streiche entfernt werden haben tilgen tilgt nehme kicken rauskicken kickt ausschliessen tun zu_nehmen zu_löschen zu_entfernen zu_streichen rausstreichen auszutragen abzumelden heraus_nehmen verschwinden verschwinde raushaben raus_haben abgemeldet ausgeklinkt rauszunehmen`,
  switching: inflected('stell schalt dreh mach schmeiss bestell meld klemm knips'),
  switched: `${separable('ab aus weg ein', 'stell schalt dreh klemm knips')} ausmachen wegmachen weggemacht auszumachen ${separable('ab', 'würg')} ${separable('ab', 'bestell meld', 'bestellt zubestellen')}`,
  service:
    'service dienst infodienst smsdienst sms_dienst smsservice sms_service benachrichtigungsdienst versand zustellung empfang zusendungen infoservice erinnerungsservice benachrichtigungsservice push abo_sms',
  removing: `${separable('raus runter heraus weg herunter hinaus', 'nehm werf schmeiss streich lösch mach hau kick hol trag tu', 'genommen geworfen geschmissen gestrichen getragen getan')} ${separable('aus', 'trag klink tu', 'getragen')}`,
  deleting: `${inflected('lösch entfern streich sperr blockier block deaktivier tilg eliminier vernicht')} gelöscht gestrichen gesperrt geblockt getilgt zu_löschen zu_entfernen zu_streichen stilllegen stillegen schwärzen`,
  peep: 'mucks ton pieps wort wörtchen zeile silbe buchstaben',
  strike: `${inflected('lösch entfern streich sperr blockier block deaktivier tilg eliminier vernicht kick schmeiss werf kill verbann verlier')} löscht lösche löschen lösch entfernt entferne entfernen streicht streiche streichen streich vergesst vergiss vergessen_sie sperrt sperren sperre blockiert blockieren blockt deaktiviert deaktivieren tilgt tilgen rauslöschen cancelt canceln eliminiert vernichtet vernichten schmeisst schmeiss schmeissen werft wirf werfen kickt kick kicken verliert killt löschst entfernst streichst verbannt`,
  take: `${inflected('nehm hol werf schmeiss hau kick trag tu streich lösch mach lass setz klink wisch')} nehmt nimm nehmen holt hol holen werft wirf werfen schmeisst schmeiss schmeissen haut hau hauen kickt kick kicken tragt trag tragen tut tu tun tuats tua streicht streich streichen löscht lösch löschen macht mach machen lasst lass setzt setzen setz nehme tragts klinkt klinken schliesst wischt`,
  struck: `@removing @deleting löschen entfernen streichen austragen abmelden sperren gelöscht entfernt gestrichen ausgetragen abgemeldet gesperrt zu_löschen zu_entfernen zu_streichen auszutragen abzumelden zu_sperren rausnehmen rauszunehmen runternehmen runterzunehmen herausnehmen rauslöschen rausgelöscht vergessen vergesst deaktivieren löscht entfernt löschung blockieren raushaben rausschmeissen rauswerfen rausstreichen wegmachen rausmachen wegtun raustun tilgen vernichten wegnehmen austun raus runter rausgenommen runtergenommen herausgenommen deaktiviert blockiert blocken streicht entferne lösche lösch cancel canceln`,
  leave:
    'abmelden abbestellen abmeldung austragen abzumelden abzubestellen auszutragen abmelde abgemeldet abmeldelink kuendigen_sms löschen_lassen austritt abbestellung deabonnieren austrägt abmeldet austrage unsubscriben abbestellt ausgetragen deabo entabonnieren abonnement_beenden abmeldelinks austragungslink',
  cancelled: `@switched abbestellen stoppen beenden einstellen unterlassen abstellen abschalten kündigen stornieren unterbinden deaktivieren canceln abmelden löschen streichen sperren blockieren ausschalten abdrehen wegmachen weglassen rausmachen einzustellen zu_unterlassen zu_beenden zu_stoppen abzubestellen abzustellen abgestellt eingestellt beendet abbestellt gestoppt deaktiviert unterbleiben ausstellen`,
  names: `${NAMES} @germannames`,
  germannames: `brigitte helga gisela hannelore uwe gunter günter gerd horst manfred rainer lothar detlef jörg axel stephan torsten thorsten kai mirko ronny mandy anja antje birgit elke gabi kerstin
    petra sonja lena mia finn luise jonas elias lina leni mehmet mustafa ahmet hasan ayse fatma elif emre murat yusuf öztürk yilmaz kaya demir aydin sahin reto urs beat ueli hansruedi regula vreni sepp franzi
    resi timo lisa sabine markus jutta dennis mareike svenja ines rosi traudl erwin erich walter hilde gertrud gerda karin inge bärbel doris heidi rudi willi hubert josef leopold alois johann gustav
    hofer gruber huber steiner moser mayer maier winkler brunner lohmann berger kern vogt lenz pohl keller vogel lang scholz hahn schubert roth baumann franke albrecht schuster böhm kraus schumacher krämer
    haas schreiber dietrich ziegler kuhn kühn busch bergmann arnold pfeiffer seidel nagel lindner heine strobl kowalski brandstetter zbinden hübner petersen hansen jansen jürgens möller lorenz thiel ernst seiler`,

  things: `kind kinder tochter sohn hund katze kurs schule kita verein training fitness gym arzt zahnarzt kaffee tüte zucker sauce
    zwiebeln käse milch salz wasser essen hunger rot blau schwarz foto fotos bild video verlauf cache app rezept medikament
    regen schnee wetter besuch platz parkplatz stuhl tisch schuhe hose jacke kleid grösse farbe adresse lieferadresse hausnummer position artikel suche kindergarten mensa kantinenessen kantine hort schwimmkurs event veranstaltung seminar workshop schulung webinar vorlesung prüfung turnier feier ausflug wettkampf code pin tan passwort klingelschild klingel türschild homepage webseite website facebook instagram gästebuch forum gewinnspiel probestunde yoga grillfest sommerfest`,
  device:
    'licht heizung herd wecker fernseher ton kamera drucker gerät maschine alarm piept piepen piepst waschmaschine spülmaschine kühlschrank router wlan bildschirm klingelton klimaanlage staubsauger kaffeemaschine motor',
  ceasing:
    'aufhören aufhört aufzuhören stoppen stoppt beenden beendet unterlassen einstellen abstellen abschalten unterbinden unterbleiben schluss verschont verschonen lassen satt leid genug verzichten verzichte abbestellen kündigen',
  topic:
    '@message @sending von_euch von_ihnen eurer_liste ihrer_liste eurem_verteiler ihrem_verteiler verteiler diesen_service dieser_nummer meine_telefonnummer meine_nummer diese_nummer meine_handynummer meine_daten kontaktiert angeschrieben beworben informiert belästigt angerufen benachrichtigt zugespammt genervt',
  glad: 'dankbar froh schön nett toll super lieb cool glücklich traum prima freundlich verbunden klasse geil angenehm',
  why: 'warum wieso weshalb wann gibts gibt wo_bleibt wo_bleiben seit',
  weather:
    'schneien regnen regen sturm hageln gewittern stürmen wetter schnee hitze corona pandemie lärm baustelle schmerzen husten musik',
  consent:
    'einwilligung zustimmung erlaubnis einverständnis einwilligungen einverständniserklärung einwilligungserklärung genehmigung',
  product: `bestellung bestellungen termin termine reservierung buchung lieferung paket pakete zahlung abbuchung karte flug ticket tickets artikel warenkorb rechnung vertrag versicherung kurs tisch hotel zimmer reise gewalt gesetz
    rauchen trinken mitgliedschaft abo_zeitung fitnessstudio strom gas handyvertrag wecker zug bus auto autobahn musik bauarbeiten lärm katalog pizza schicht mietvertrag konto handwerker probeabo tour
    zeitung zeitschrift zeitungsabo lastschrift rezept kundenkonto account_im bankeinzug sendung retoure anzahlung position wohnung internet training prufung tarif stromvertrag dauerauftrag lieferadresse mietwagen impfung behandlung fotoabo kochbox gemüsekiste`,
};

/** Dialect, abbreviations and hurried typing of the words that carry a request. */
export const DE_SPELLINGS: Readonly<Record<string, string>> = {
  nicht: 'nich nciht nichr net ned nedd nit nid nöd nöt niht',
  nie: 'nia nii',
  nimmer: 'nimma nimme nümme nümm nümä nüm nimmä',
  mehr: 'meh mea mehrr mähr mer mär me',
  keine: 'keene koane kane koa ka kei keini koi kaane kaine kene keinee keni kenni',
  kein: 'keen koa koan ka kei koi kain',
  keinen: 'keenen koan kei koin',
  nichts: 'nüt nüüt nichs nischt nüscht nichtz nüd',
  nix: 'nüt nüüt nüx nixx niggs nixn',
  mich: 'mi misch mick',
  mir: 'mia ma mr',
  uns: 'eus öis',
  euch: 'eich eu öich enk',
  ihr: 'ia ier',
  ich: 'i ick isch ik',
  das: 'des dat det dös dis',
  auf: 'uf uff',
  aus: 'us ausm aussa',
  raus: 'ausse aussa aussi use usse naus',
  runter: 'oba obi abe',
  von: 'vo vu',
  vom: 'vum',
  habe: 'hob han ha',
  hab: 'hob han ha',
  schicken: 'schickn schicka schigge',
  schickt: 'schickts schicked schicket',
  schreiben: 'schreibn schreim schriibe schribe schreiwe',
  schreibt: 'schreibts schriibed schribed schreibet',
  sendet: 'sendets',
  lassen: 'lossn lossen',
  lasst: 'lossts losst lönd lönt lasts lassts lot laat',
  ruhe: 'ruh rueh ruah roh',
  stoppt: 'stoppet stopt stoppts',
  lass: 'loss',
  hört: 'hörts herts heats höret hearts höred höreds',
  hort: 'hörts herts heats höret hearts höred höreds',
  abmelden: 'obmödn obmeldn obmelden obmeldä abmöldn abmälde obmäldn',
  aufhören: 'aufhörn aufhorchen_mit ufhöre aufhean',
  löschen: 'löschn',
  löscht: 'löschts lösched',
  geht: 'gönd gehts',
  gebt: 'gebts gents',
  wie: 'wia',
  komm: 'kumm kimm',
  komme: 'kumm kimm',
  nehmt: 'nehmts nemmt nehmed nemmed nehmet',
  nehmen: 'nehma neh nehmn nemme',
  nimm: 'nehm nemm',
  lasse: 'loss',
  stoppen: 'stopen stopn stoppn',
  entfernen: 'entfehrnen enfernen endfernen entfernn',
  nummer: 'numer numma nr nro num nummere numero nummr',
  nachricht: 'nochricht nachicht',
  nachrichten: 'nachrichtn nochrichtn nachrichte nachrichta nachichten',
  werbung: 'werbig wärbig werbunk werbug',
  verteiler: 'vateila verteila verteilr',
  liste: 'lischte listn lista',
  kenne: 'kenn',
  brauche: 'brauchs bruch bruuche brauchn',
  will: 'wüll wott wett will',
  möchte: 'möcht mecht möchti mechat',
  mochte: 'möcht mecht möchti mechat',
  mag: 'mog',
  wollen: 'woin wolln welle',
  falsche: 'foische falschi falschn',
  genug: 'gnua gnueg genuch jenug',
};

/** `Rabattnachrichten`, `Werbekram`: nobody can list them all. */
export const DE_COMPOUNDS: Compounds = {
  heads:
    'sms nachricht nachrichten werbung newsletter mail mails email emails message messages mitteilungen benachrichtigungen botschaften infos spam verteiler datenbank angebote zusendungen reklame erinnerungen erinnerung hinweise umfragen mitteilung benachrichtigung aktionen anrufe einwilligung einwilligungen service kurs vertrag rechnung bestellung lieferung karte termin termine versicherung reise training schuhe hose jacke artikel maschine gerat zimmer zeitung zeitschrift ticket tickets buchung reservierung prufung',
  modifiers: { werbe: 'werbung', spam: 'spam', sms: 'sms', abmelde: 'abmeldung' },
};

export const DE_SLIPS: readonly string[] = [
  'nachrichten',
  'nachricht',
  'schicken',
  'schreiben',
  'abmelden',
  'abbestellen',
  'austragen',
  'aufhoren',
  'werbung',
  'newsletter',
  'loschen',
  'entfernen',
  'keine',
  'bekommen',
  'nummer',
  'falsche',
  'verteiler',
  'interesse',
];

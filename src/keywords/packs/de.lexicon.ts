import { NAMES } from './names.js';

/** Word classes of the German patterns. Umlauts come both folded (`loschen`) and spelt out (`loeschen`). */
export const DE_LEXICON: Readonly<Record<string, string>> = {
  about:
    'sms nachrichten nachricht werbung mich uns newsletter vom von den der dem das alle alles bitte sofort jetzt verteiler infos angebote nummer benachrichtigungen abo service spam wunsche mochte moechte wuensche bestatigen gewunscht',
  stop: `stopp stop stoppen stoppt stoppe hort hor hoert hoer horen hoeren aufhoren aufhoeren aufhort unterlassen unterlasst unterlassung lasst lass lassen einstellen stellt stellen stellen_sie schluss beendet beenden genug
    abstellen abschalten abbrechen einstellt unterlasse abbestellen abbestelle unterbinden aufzuhoren aufzuhoeren`,
  end: 'auf ein sein bleiben aufzuhoren aufzuhoeren einzustellen zu_unterlassen unterlassen sofort',
  sending: `schicken schreiben senden zuschicken zusenden anschreiben kontaktieren belastigen belaestigen nerven spammen texten anrufen stoeren storen zuspammen zumullen zumuellen zutexten melden zuzuschicken zuzusenden
    schreibt schickt sendet nervt belastigt belaestigt anzuschreiben zu_schreiben zu_schicken zu_senden versenden vollzuspammen bombardieren terrorisieren belastigung belaestigung simsen`,
  send: `schickt schick schicke schicken schreibt schreib schreibe schreiben sendet sende senden kontaktiert kontaktiere kontaktieren ruft anrufen texten textet nervt nerv belastigt belaestigt spammt stort stoert zusenden zuschicken
    anschreiben anzuschreiben zuzusenden zuzuschicken kontaktieren melden meldet zugesandt zugeschickt schicken_sie senden_sie angeschrieben kontaktiert belastigen belaestigen`,
  message: `sms nachricht nachrichten werbung werbesms werbe werbenachrichten werbenachricht textnachrichten textnachricht mitteilung mitteilungen benachrichtigung benachrichtigungen newsletter spam angebote angebot mails mail email emails
    infos info texte msg msgs messages message anrufe whatsapp mull muell scheiss scheisse kram zeug mist reklame werbemull nachichten nachrichtn erinnerungen quatsch krempel schrott dreck zusendung zusendungen werbebotschaften kurznachrichten werbemails spamnachrichten werbespam nachrichtenflut kontakt kontaktaufnahme belastigung belaestigung`,
  want: 'will brauch wollen mochte moechte mochten moechten wunsche wuensche brauche brauchen benotige benoetige habe_kein lege wollte verzichte wuensch wunsch bekommen interessiert will_ich',
  receive: 'erhalten bekommen kriegen haben empfangen lesen sehen horen hoeren bekomme erhalte kriege bekomm',
  myself:
    'mich uns meine_nummer meine_daten diese_nummer meine_handynummer meinen_namen die_nummer nummer daten unsere_nummer meine_telefonnummer handynummer mein_handy meine_nr kontakt rufnummer sie_mich',
  list: 'liste verteiler verteilerliste datenbank kartei system newsletter gruppe kontakten sms adressliste verzeichnis mailingliste empfangerliste datei kundendatei',
  leave:
    'abmelden abbestellen abmeldung austragen abzumelden abzubestellen auszutragen abmelde abgemeldet abmeldelink kuendigen_sms loschen_lassen austritt abbestellung deabonnieren',
  names: NAMES,
  things: `kind kinder tochter sohn hund katze kurs schule kita verein training fitness gym arzt zahnarzt kaffee tute tuete zucker sauce
    zwiebeln kase kaese milch salz wasser essen hunger rot blau schwarz foto fotos bild video verlauf cache app rezept medikament
    regen schnee wetter besuch platz parkplatz stuhl tisch schuhe hose jacke kleid grosse farbe adresse`,
  product: `bestellung bestellungen termin termine reservierung buchung lieferung paket pakete zahlung abbuchung karte flug ticket tickets artikel warenkorb rechnung vertrag versicherung kurs tisch hotel zimmer reise krieg gewalt gesetz
    rauchen trinken mitgliedschaft abo_zeitung fitnessstudio strom gas handyvertrag wecker zug bus auto autobahn musik bauarbeiten larm laerm katalog pizza schicht mietvertrag konto handwerker probeabo tour`,
};

export const DE_SLIPS: readonly string[] = [
  'nachrichten',
  'nachricht',
  'schicken',
  'abmelden',
  'werbung',
  'loschen',
  'keine',
  'bekommen',
  'nummer',
  'falsche',
  'verteiler',
];

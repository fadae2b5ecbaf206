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
  want: 'wil willen wens wensen hoef hoeven zou graag_geen nodig behoefte wilt wou wilde hoeft prijs interesse',
  receive: 'ontvangen krijgen hebben lezen zien horen ontvang krijg',
  myself:
    'me mij ons mijn_nummer dit_nummer mijn_naam mijn_gegevens mijn_telefoonnummer het_nummer nummer mn_nummer m_n_nummer telefoonnummer haar_nummer zijn_nummer mn',
  list: 'lijst lijsten verzendlijst mailinglijst bestand database systeem groep adressenlijst adresboek nieuwsbrief klantenbestand lijstje contacten maillijst smslijst belijst verzending',
  leave:
    'afmelden uitschrijven afmelding uitschrijving afgemeld uitgeschreven afmeld uitschrijf opzeggen_sms uit_te_schrijven af_te_melden',
  product: `bestelling bestellingen afspraak afspraken reservering boeking levering pakket pakketje betaling incasso kaart vlucht ticket tickets artikel winkelwagen factuur contract verzekering cursus tafel hotel kamer reis oorlog geweld wet roken
    drinken lidmaatschap sportschool abonnement_krant stroom energie bus trein tram auto muziek lawaai de_les mijn_les lessen abonnement_op proefabonnement krant feestje order orders rekening huur`,
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

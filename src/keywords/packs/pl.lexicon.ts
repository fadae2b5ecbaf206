import { NAMES, POLISH_NAMES_DECLINED } from './names.js';

/** Word classes of the Polish patterns. Most people type SMS without Polish letters; normalisation folds them anyway. */
export const PL_LEXICON: Readonly<Record<string, string>> = {
  names: NAMES,
  declined: POLISH_NAMES_DECLINED,
  about:
    'mnie sms smsy smsow esemesow z wiadomosci wiadomosc reklam reklamy od do listy subskrypcji newslettera uslugi bazy prosze natychmiast numer ten promocji tych powiadomien powiadomienia spam wszystkiego teraz moj otrzymywania',
  stop: 'stop stopp przestancie przestan przestancie_juz przestac przestaniecie prosze_przestac skonczcie skoncz skonczyc zaprzestac zaprzestancie zaprzestanie zaprzestania dosc koniec wstrzymac wstrzymajcie wstrzymanie wylaczcie wylacz wylaczyc zakonczyc zakonczcie przerwac przestajecie przestanie dosyc zatrzymajcie zatrzymac przystopujcie zablokujcie',
  sending: `wysylac wysylania wysylanie przysylac przysylania przysylanie pisac pisania pisanie dzwonic dzwonienia nekac nekania nekanie spamowac spamowania spamowanie zasypywac meczyc zawracac smsowac kontaktowac kontaktowania niepokoic esemesowac
    slac slania nagabywac nachodzic zaczepiac zasmiecac`,
  send: `wysylac wysylajcie wysylaj wysylania wysylac_mi przysylac przysylajcie przysylaj przysylania pisac piszcie pisz pisania dzwonic dzwoncie dzwon nekac nekajcie spamowac spamujcie kontaktowac kontaktujcie niepokoic niepokojcie smsowac wysyla wyslac przesylac przesylajcie
    slac slijcie zawracac zawracajcie meczyc meczcie wysylaniem wysylali pisali dzwonili`,
  message: `sms smsy smsow sms-ow smsa smsach smsami esemes esemesy esemesow wiadomosc wiadomosci wiadomosciami reklam reklamy reklama reklamami spam spamu powiadomien powiadomienia ofert oferty promocji promocje mailing newsletter newslettera mail maili
    komunikatow marketing marketingu marketingowych informacji msg tekstow bzdur smieci gowna syfu kontaktu`,
  want: 'chce chcemy zycze zyczymy potrzebuje potrzebujemy pragne chcialbym chcialabym chcialam chcialem wyrazam interesuja interesuje zamierzam hce prosilem prosilam potrzebne mam_ochoty wole',
  receive: 'dostawac otrzymywac miec odbierac czytac widziec otrzymywania dostawania slyszec otrzymac byc dostac',
  myself:
    'mnie nas moj_numer ten_numer moj moje moich mojego numer numeru jej_numer jego_numer danych tego_numeru tel dane telefon kontakt',
  list: 'listy bazy systemu grupy newslettera subskrypcji kontaktow mailingu bazie danych rejestru uslugi liste baze wysylki bazyy',
  leave:
    'wypisac wypisac_sie wypisanie zrezygnowac rezygnowac rezygnacja rezygnacje wyrejestrowac wypisze wyrejestrowanie rezygnuje odsubskrybowac wycofac wypisania rezygnacji rezygnujemy zrezygnuje wyrejestrowania anulowac_subskrypcje anulowanie_subskrypcji',
  product: `zamowienie zamowienia zamowien wizyte wizyty wizyta rezerwacje rezerwacja rezerwacji dostawe dostawy przesylke paczke paczki platnosc karte karty bilet bilety lot produkt koszyka koszyk fakture umowe umowa umowy ubezpieczenie kurs stolik hotel
    pokoj podroz wojne wojna wojny przemoc ustawe palic palenia pic picia silownie karnet prad internet autobus pociag tramwaj auto muzyka halas lekcje zajecia abonamentu abonament prenumerate kredyt pozycje rate wycieczki konto jedzenia`,
};

export const PL_SLIPS: readonly string[] = [
  'wiadomosci',
  'wysylac',
  'wypisac',
  'usuncie',
  'reklam',
  'otrzymywac',
  'przestancie',
  'pomylka',
  'numer',
];

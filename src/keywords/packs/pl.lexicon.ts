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
    'wypisac wypisac_sie wypisanie zrezygnowac rezygnowac rezygnacja rezygnacje wyrejestrowac wypisze wyrejestrowanie rezygnuje odsubskrybowac wycofac wypisania rezygnacji rezygnujemy zrezygnuje wyrejestrowania unsubskrybowac odsubskrybowac odmeldowac wymeldowac anulowac_subskrypcje anulowanie_subskrypcji',
  product: `zamowienie zamowienia zamowien wizyte wizyty wizyta rezerwacje rezerwacja rezerwacji dostawe dostawy przesylke paczke paczki platnosc karte karty bilet bilety lot produkt koszyka koszyk fakture umowe umowa umowy ubezpieczenie kurs stolik hotel
    pokoj podroz wojne wojna wojny przemoc ustawe palic palenia pic picia silownie karnet prad internet autobus pociag tramwaj auto muzyka halas lekcje zajecia abonamentu abonament prenumerate kredyt pozycje rate wycieczki konto jedzenia`,
  cease: `@stop przestancie przestan przestanta przestac przestaniecie przestana przestanie przestali przestal przestalibyscie skonczcie skoncz skonczta skonczyc skoncza zaprzestac zaprzestancie zaprzestanie zaprzestania zaprzestaniem zaprzestali zaprzestan
    dosc dosyc koniec basta wstrzymac wstrzymajcie wstrzymanie wstrzymania zakonczyc zakonczcie zakonczenie zakonczenia przerwac przerwijcie zatrzymac zatrzymajcie zatrzymanie powstrzymajcie powstrzymac zaniechac zaniechajcie zaniechali przystopujcie darujcie odpuscie odpusccie odpuscic skonczylibyscie przestanmy pszestancie`,
  sendform: `@send ${forms('wysyla przysyla przesyla nadsyla podsyla posyla zasmieca zawraca zaczepia wydzwania przeszkadza zanudza zalewa wciska powiadamia neka zamecza wypisywa zasypywa nagabywa zasyla dobija obsyla', 'c j jcie jta l la li nia nie niem niu')}
    ${forms('kontakt spam sms esemes mail inform bombard molest atak notyfik komunik reklam', 'owac uj ujcie ujta uje owania owanie owaniem owali owal')}
    pisac pisz piszcie piszta pisania pisanie pisaniem pisali pisze dzwonic dzwon dzwoncie dzwonta dzwonienia dzwonienie dzwonili meczyc mecz meczcie meczenia niepokoic niepokojcie niepokoj niepokojenia
    slac slij slijcie slania slanie dreczyc drecz dreczcie zasypuj zasypujcie nagabuj nagabujcie truc trujcie wyslac wyslij wyslijcie przyslac przyslij przyslijcie napisac napisz napiszcie wysylki wysylke wysylka wysylajac kontaktu kontakt smsowania zaczepki wypisuj wypisujcie wysyla przysyla przesyla nadsyla podsyla zawraca neka slijta slita pista kierowac kierujcie kieruj kierowania adresowac adresujcie nadawac nadawajcie posylac uprzykrzac uprzykrzajcie nalegac nalegajcie naprzykrzac naprzykrzajcie`,
  unsend: `${forms('nieprzysyla niewysyla nieprzesyla nienadsyla', 'nie nia')} nieinformowanie niekontaktowanie niedzwonienie niespamowanie niepisanie nieniepokojenie zaniechanie zaprzestanie niekontaktowania niewykorzystywanie nieuzywanie`,
  text: '@messageword @crap',
  messageword: `${forms('sms esemes smsik smsk esemesik', 'y ow ami ach a em i om')} sms smska smsku smskow eska eski esek esow esy wiadomosc wiadomosci wiadomosciami wiadomosciach wiadomosciom wiadomostki wiadomosc_tekstowa ${forms('reklam', 'a y e ie ami om ki ek owych owe owy')} reklam spam spamu spamem spamow
    ${forms('powiadomien', 'ia ie iami iom iach')} powiadomien ${forms('ofert', 'a y e ami om')} ofert promocji promocje promocja promocjami promocjom promki promek promo promosow mailing mailingu mailingi mailingow ${forms('newsletter', 'a y ow em owi ami')} newsletter newslettery
    mail maila maile maili mailami meile mejle meili email emaili emaile komunikat komunikatow komunikaty komunikatami nowinki nowinek nowinkami wiesci marketing marketingu marketingowe marketingowych marketingowa handlowe handlowych newsy newsow alerty alertow przypomnienia przypomnien ogloszenia ogloszen
    zawiadomienia zawiadomien zawiadomieniami zawiadomienie obwieszczenia informacyjki smsiki reklamowki_sms reklamowka_sms propozycji propozycje_handlowe ulotek ulotki spamik spamiku korespondencji korespondencje kampanii rabaty rabatow rabatami znizki znizek znizkami kuponow kupony telefony telefonow msg smsy_marketingowe push pushy pushow notyfikacje notyfikacji zaproszen`,
  crap: `bzdur bzdury bzdet badziewia badziewie badziew syf syfu syfem gowno gowna gownem smieci smieciami smiecie glupot glupoty pierdol pierdoly dziadostwo dziadostwa chlam chlamu chlamem kitu scierwa goowno goowna swinstwa swinstw bredni spamerstwa spamerstwo spamowania spamowanie
    zasranych pierdolonych zalewu natrectwa tego_typu`,
  toMe: 'ze_mna z_nami wiencej wiency wiecyj mi mnie nam nas do_mnie do_nas na_moj na_ten mojego moj',
  remove: `${forms('usun', 'cie ac iecie iecia iety ieta iete ta iecia ieto ij ijcie encie')} usun usuwac usuwanie usuwajcie ${forms('wypis', 'z zcie zta ac anie ania any ana cie zcje')} ${forms('skas wykas kas dezaktyw wyrejestr odsubskryb usubskryb unsubskryb odsubskrib odmeld odrejestr anonimiz zlikwid zablok', 'uj ujcie ujta owac owanie owania owany owana')}
    ${forms('wykresl skresl wykreslij', 'cie ic enie enia ony ona')} wykresl skresl ${forms('wymaz', 'cie ac anie ania ta')} wyrzuc wyrzuccie wyrzucic wyrzucenie wyrzucta wywal wywalcie wywalic wywalta wyjmijcie wyjmij zabierzcie zabierz zdejmijcie zdejmij zdjac zdjecie odlaczcie odlacz odlaczyc odlaczenie wykluczcie wyklucz wykluczyc
    wykluczenie zapomnijcie zapomnij zapomniec zgubic zgubcie wyautujcie wyautowac odepnijcie odepnij odpiac pomijajcie pomijaj pominac pomincie pomin pomijac omijajcie omijaj ignorujcie olejcie olej uwolnijcie uwolnij wyjac wyjmie wyjma sciagnijcie sciagnij sciagnac wycofajcie wycofac dezaktywacje dezaktywacja`,
  removed:
    'usuneli usunal usunela wypisali wypisal wypisala skasowali skasowal wykreslili wykreslil skreslili wykasowali wykasowal wyrzucili wyrejestrowali zapomnieli zapomnial zapomniala wyjal wyjela wyjeli zabral zabrali usunieto wypisano skasowano wykreslono',
  mynumber: `${mine('moj moje moich mojego moja mojej mojem ten tego to jej jego nasz naszego naszych swoj swoje', 'numer numeru nr tel telefon telefonu numer_telefonu nr_tel numerek numerku kontakt kontaktu dane danych dane_osobowe konto konta profil email mail komorke')} mnie nas numer numeru nr_tel danych_osobowych dane_osobowe nr`,
  lists: `@list listy bazy systemu grupy newslettera subskrypcji wysylki wysylek mailingu mailingow rejestru ewidencji spisu kontaktow adresatow odbiorcow programu kartoteki ksiazki bazki subskrybcji subskrypcje liscie bazie`,
  leaving: `@leave wypisac wypisuje wypisze wypisanie wypisania wypiszcie zrezygnowac rezygnowac rezygnuje zrezygnuje rezygnacja rezygnacje rezygnacji wyrejestrowac wyrejestrowanie odsubskrybowac odsubskrybowuje odmeldowac wycofac odlaczyc wylaczyc wylogowac unsubscribe
    wymiksowac wymeldowac wykreslic odpisac_sie wyrejestrowuje`,
  switchoff:
    'wylaczcie wylacz wylaczyc wylaczenie wylaczenia wylaczta zablokujcie zablokowac zablokowanie dezaktywacje dezaktywacja dezaktywujcie dezaktywuj dezaktywowac dezaktywacji anulowac anuluj anulujcie anulowanie anulowania odwolac zakonczyc zakonczenie zawiesic wstrzymac wstrzymanie cofnac rozwiazac rozwiazanie rozwiazania wypowiedziec wypowiadam wypowiedzenie zlikwidowac zamknac zamknijcie zamknij zamkniecie zamkniecia wygasic wygaszenie uciac ucinamy urwac likwidacje blokade blokada blokady zablokowania',
  ask: 'prosze prosimy poprosze prosilbym prosilabym uprzejmie zadam zadamy wnosze domagam wzywam chce chcialbym chcialabym chcemy zglaszam mozecie mozesz mozna moze moglibyscie czy bardzo pls plis',
  weekday:
    'poniedzialku wtorku srody czwartku piatku soboty niedzieli jutra pojutrza swiat poniedzialek wtorek srode czwartek piatek sobote niedziele',
  person:
    'maz zona syn corka dziecko mama tata babcia dziadek brat siostra kolega kolezanka sasiad sasiadka szwagier tesciowa tesc szef przyjaciolka kumpel',
  thing: `@product ${forms('paczk sukienk kurtk czapk koszulk bluzk torebk wycieczk kawk wkladk szafk polk lampk rolet', 'a i e ami ek y')} paczek przesylka przesylke przesylki ${forms('zamowien ubezpieczen zgloszen', 'ie ia iu iem')} ${forms('faktur wizyt umow cen taryf kart szkol rat ksiazek sof plam rys dostaw lodowk pralk cebul kaw', 'a y e ie i')}
    buty butow spodnie spodni koszyka koszyk artykul artykulu artykuly czlonkostwa czlonkostwo turniej papierowy papierowych papierowego papierowe paragonow magazynu czasopisma katalogu gazety gazete paragonie fakturze opakowaniu kartce kopercie torcie pozycje pozycji paragon paragonu zwrot zwrotu reklamacje reklamacji rezerwacje rezerwacja rezerwacji stolik stolika termin terminu kurs kursu zajec zajecia trening treningu treningow karnet karnetu silowni silownie silownia abonament abonamentu prad pradu gaz gazu
    lekcji lekcje lekcja przedszkola przedszkole zlobka basen basenu jogi pilatesu joge turnieju zawodow konkursu lot lotu bilet biletu bilety biletow hotel hotelu nocleg noclegu pokoj pokoju adres adresu etykiecie etykiety zdjecie_z zdjecia komentarz komentarza opinie opinii haslo hasla kolor koloru rozmiar rozmiaru model modelu
    deseru obiadu kolacji dania menu zupy sosu cukru miesa glutenu pizzy pierogow palenie palenia pracy prace dodatku opcji_dodatkowej gwarancji polisy kredytu pozyczki lokaty konta_bankowego wesela imprezy spotkania wyjazdu zabiegu badania badan wizytacji warsztatow szkolenia szkolen studiow
    recepty recepte zwolnienie skierowanie korepetycji kolonii obozu polkolonii wniosku przelewu platnosci wplaty subskrypcji_pudelka boxa pudelka kuriera kurier kurierem paczkomatem paczkomat paczkomatu paczkomacie domofonem domofon dzwonek dzwonkiem drukarke alarm swiatlo piekarnik zaliczki zaliczke rachunku rachunek formularza szafy sruby roweru rower blat blatu tortu tort ${forms('niebiesk czarn czerwon zielon bial zolt szar brazow rozow fioletow', 'y a e ego ej i ie iego iej')}`,
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

/** Endings of one conjugation or declension behind each stem. */
function forms(stems: string, endings: string): string {
  return stems
    .split(' ')
    .flatMap((stem) => endings.split(' ').map((ending) => stem + ending))
    .join(' ');
}

/** `moj_numer`, `ten_telefon`, `moje_dane` … */
function mine(owners: string, nouns: string): string {
  return owners
    .split(' ')
    .flatMap((owner) => nouns.split(' ').map((noun) => `${owner}_${noun}`))
    .join(' ');
}

import { NAMES } from './names.js';

/** Word classes of the French patterns. Accents are gone and elisions joined: `menvoyer`, `narretez`. */
export const FR_LEXICON: Readonly<Record<string, string>> = {
  names: `${NAMES} karine sandrine fatima mohamed thierry sylvie veronique valerie stephanie aurelie emilie elodie virginie laetitia sabrina audrey delphine florence chantal
    brigitte francoise martine jocelyne ginette gilles serge yves pascal didier fabrice cedric ludovic mickael mathilde jade lola sarah theo enzo raphael gerard raymond josiane
    odette gaston lucette monique yvette denis alain herve stephane christophe sebastien arnaud benoit tristan yannick mireille solange huguette rejean normand benoit`,
  about:
    'moi me vos les des sms textos messages mails pub pubs publicite publicites promos alertes tout ca cela notifications spam svp ici envoi envois newsletter de merci maintenant liste',
  stop: `stop stopper stoppez stoppe stopez stope arret arrete arretes arreter arretez arreté cesse cesser cessez finissez finis finir halte
    suspendez suspendre interrompez interrompre darreter darretez bloquez bloquer narretez_pas_de`,
  send: `envoyer ~envoyez envoi envoie envoies ~envoyé ~envoye menvoyer menvoyez menvoie denvoyer nousenvoyer ~ecrire ~ecris ~ecrivez mecrire mecrivez decrire
    mecris contacter contactez contacte mecontacter recontacter recontactez ~appeler ~appelez ~appelle rappeler mappeler mappelez dappeler texter textez
    ~harceler ~harcelez ~harcele deranger derangez derange ~importuner ~importunez spammer spammez spamer spamme sollicitations solliciter sollicitez
    ~achaler ~achalez ~achale gosser gossez tanner tannez polluer polluez ~relancer ~relancez ~demarcher
    ~embeter ~embetez ~embete saouler soulez saoulez saoule ~emmerder ~emmerdez ~emmerde transmettre ~adresser ~adressez ~inonder bombarder
    pourrir spam notifier`,
  message: `marketing message messages sms texto textos msg msgs mess mail mails email emails courriel courriels pub pubs publicite publicites promo promos
    promotion promotions offre offres alerte alertes notification notifications notif notifs spam spams communication communications
    sollicitation sollicitations newsletter newsletters texte textes annonces demarchage demarchages prospection rappels mms conneries reclame reclames infolettre infolettres
    pourriel pourriels bons_plans relances rabais merde merdes daubes envois denvois dsms`,
  receive: 'recevoir recois recoive recevez avoir etre voir lire entendre voire resevoir recevoire',
  want: 'jveux jvx jveu jsouhaite jvoudrais veux veut voulons voudrais souhaite souhaites souhaitons souhaiterais desire desirons voulez veu souhaiterai voudrai aimerais ai_besoin besoin veulent vx',
  me: 'me moi nous mon ma mes ce ces cette lui leur notre numero',
  myself: `moi nous ce_numero le_numero mon_numero mon_nom mon_tel mon_telephone mon_portable mon_06 ce_tel mes_coordonnees mes_donnees
    son_numero notre_numero me nom`,
  list: `liste listes base fichier fichiers repertoire contacts systeme bdd groupe diffusion abonnes abonnement mailing envoi envois registre`,
  leave: `desabonner desabonne desabonnez desabonnement desabonnner desinscrire desinscris desinscription desinscrivez desinscrit
    medesabonner desinscrir desabonement`,
  drop: `debarquez debarquer ramassez retirez retirer retire retires retirez retiriez enlevez enlever enleve enleves enleviez supprimez supprimer supprime supprimes suppr supprimiez effacez
    effacer efface effaces rayez rayer raye radiez radier radie virez virer vire otez oter ote exclure excluez exclus eliminez eliminer elimine sortez sortir sors ejectez ejecter
    bannir bannissez blacklistez blacklister blackliste biffez biffer gommez debarrassez debarrasser debarrasse delivrez delivrer liberez liberer desinscrivez desinscrire
    desinscris desabonnez desabonner desabonne meffacer menlever moter mexclure mejecter meliminer deffacer denlever doter dexclure deliminer desengager purgez purger
    detruisez detruire dereferencez`,
  dropped: `debarque debarquee retire retiree retires efface effacee effaces supprime supprimee supprimes enleve enlevee enleves raye rayee radie radiee ote otee vire viree exclu exclue desinscrit
    desinscrite desabonne desabonnee elimine eliminee desactive desactivee oublie oubliee sorti sortie banni bannie blackliste`,
  swear:
    'ostie osti esti estie tabarnak tabarnac calisse caliss criss crisse ciboire putain bordel merde purin punaise',
  mine: `mon_numero mon_num mon_no mon_tel mon_telephone mon_portable mon_cell mon_cel mon_cellulaire mon_mobile mon_gsm mon_06 mon_07 mon_nom mes_coordonnees mes_donnees
    mes_infos mes_informations mon_contact ma_ligne ma_fiche mon_profil ce_numero ce_num cette_ligne ce_portable ce_tel ce_telephone ce_cell ce_gsm notre_numero notre_ligne
    nos_coordonnees le_mien son_numero son_num`,
  close:
    'cloturer cloturez resilier resiliez resilie fermer fermez terminer terminez annuler annulez annule cloture interrompre stopper',
  ask: 'comment komen koman cmt comen coment kel quel quelle que quoi kes keske',
  junk: `trucs truc machins machin bazar salades campagne campagnes affaires niaiseries cochonneries baratin blabla speciaux circulaires bidules betises daube camelote`,
  halt: `arretez arreter arrete arretes cessez cesser stoppez stopper coupez couper coupe desactivez desactiver desactive suspendez suspendre interrompez interrompre
    debranchez darreter terminez terminer annulez`,
  tiresome: `relou relous lourd lourds lourde lourdes lourdingue lourdingues chiant chiants chiante penible penibles gonflant gonflants saoulant soulant saoulants agacant agacants
    tannant tannants fatigant fatigants epuisant insupportable insupportables casse_pieds casse_couilles envahissant envahissants collants collant gavant penibles`,
  elsewhere: `dattente denvies participants dinvites invites cadeaux souhaits examen lexamen examens concours marathon course atelier latelier stage formation tournoi cours ecole lecole creche cantine gym salle yoga piscine bibliotheque mutuelle
    netflix spotify canal journal magazine youtube facebook instagram linkedin permis conference webinaire excursion voyage licence parking velib metro bus train tram google amazon`,
  product: `commande commandes rendez_vous rdv reservation reservations abonnement_salle livraison livraisons colis paiement prelevement prelevements carte
    article articles produit produits panier billet billets vol train hotel table cours seance contrat assurance travaux bruit guerre massacre
    projet loi reforme fumer fuite machine taxi bus tram metro facture devis sport cigarette inscription salle visite intervention consultation forfait box mutuelle internet telephone_fixe`,
};

export const FR_SLIPS: readonly string[] = [
  'arretez',
  'arreter',
  'messages',
  'desabonner',
  'desinscrire',
  'recevoir',
  'envoyer',
  'supprimez',
  'menvoyer',
  'stop',
  'enlevez',
  'enlever',
  'effacez',
  'retirez',
  'desabonnez',
  'desinscrivez',
  'desinscription',
  'desabonnement',
  'contacter',
  'textos',
];

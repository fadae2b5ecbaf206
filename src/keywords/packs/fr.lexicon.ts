import { NAMES } from './names.js';

/** Word classes of the French patterns. Accents are gone and elisions joined: `menvoyer`, `narretez`. */
export const FR_LEXICON: Readonly<Record<string, string>> = {
  names: NAMES,
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
  message: `message messages sms texto textos msg msgs mess mail mails email emails courriel courriels pub pubs publicite publicites promo promos
    promotion promotions offre offres alerte alertes notification notifications notif notifs spam spams communication communications
    sollicitation sollicitations newsletter newsletters texte textes annonces demarchage demarchages prospection rappels mms conneries
    merde merdes daubes envois denvois dsms`,
  receive: 'recevoir recois recoive recevez avoir etre voir lire entendre voire resevoir recevoire',
  want: 'jveux jvx jveu jsouhaite jvoudrais veux veut voulons voudrais souhaite souhaites souhaitons souhaiterais desire desirons voulez veu souhaiterai voudrai aimerais ai_besoin besoin veulent vx',
  me: 'me moi nous mon ma mes ce ces cette lui leur notre numero',
  myself: `moi nous ce_numero le_numero mon_numero mon_nom mon_tel mon_telephone mon_portable mon_06 ce_tel mes_coordonnees mes_donnees
    son_numero notre_numero me nom`,
  list: `liste listes base fichier fichiers repertoire contacts systeme bdd groupe diffusion abonnes abonnement mailing envoi envois registre`,
  leave: `desabonner desabonne desabonnez desabonnement desabonnner desinscrire desinscris desinscription desinscrivez desinscrit
    medesabonner desinscrir desabonement`,
  product: `commande commandes rendez_vous rdv reservation reservations abonnement_salle livraison livraisons colis paiement prelevement prelevements carte
    article articles produit produits panier billet billets vol train hotel table cours seance contrat assurance travaux bruit guerre massacre
    projet loi reforme fumer fuite machine taxi bus tram metro facture devis sport cigarette inscription salle visite intervention consultation forfait box mutuelle internet telephone_fixe compte`,
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
];

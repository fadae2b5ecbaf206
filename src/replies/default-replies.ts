/**
 * Texts for groups that configured none. Kept to the letters of the SMS alphabet (GSM-7) and to one segment of 160
 * characters, because each further segment costs; that is why some sentences avoid an accent (ê, á, ł are not in it).
 * Japanese needs UCS-2, so 70 characters. The words to send are the English ones: they work in every group, whatever
 * its languages and policy. Wording is ours; a native speaker and counsel confirm it before a campaign.
 * @source contract "keywords and consent", 7.3: a confirmation of STOP carries no advertising
 */
export interface DefaultReplies {
  /** Confirms an opt-out; `howToReturn` follows where the sender understands START. */
  readonly optOut: string;
  readonly howToReturn: string;
  /** Welcomes after a single opt-in. */
  readonly optIn: string;
  /** Asks for the second step of a double opt-in. */
  readonly doubleOptInPrompt: string;
  readonly doubleOptInConfirmation: string;
  readonly help: string;
  /** Tells how to leave; must not claim that the person has left. @source contract "Braze API", 6.8 `instruct` */
  readonly suspectedOptOut: string;
}

/** Stands for the name of the subscription group. */
export const GROUP_PLACEHOLDER = '{group}';

/** By ISO 639-1; the languages of the keyword packs. */
export const DEFAULT_REPLIES = {
  en: {
    optOut: '{group}: You are unsubscribed and will get no more messages.',
    howToReturn: 'Reply START to subscribe again.',
    optIn: '{group}: You are subscribed. Reply HELP for help, STOP to unsubscribe. Msg & data rates may apply.',
    doubleOptInPrompt: '{group}: Reply YES to confirm your subscription, STOP to cancel.',
    doubleOptInConfirmation:
      '{group}: Thank you, your subscription is confirmed. Reply HELP for help, STOP to unsubscribe.',
    help: '{group}: This number texts its subscribers. Reply STOP to unsubscribe. Msg & data rates may apply.',
    suspectedOptOut: '{group}: To get no more messages, reply STOP.',
  },
  fr: {
    optOut: '{group} : désabonnement enregistré. Vous ne recevrez plus de messages.',
    howToReturn: 'Répondez START pour vous réabonner.',
    optIn:
      "{group} : abonnement enregistré. Répondez HELP pour de l'aide, STOP pour vous désabonner. Frais de SMS possibles.",
    doubleOptInPrompt: "{group} : répondez YES pour confirmer votre abonnement, STOP pour l'annuler.",
    doubleOptInConfirmation:
      "{group} : merci, votre abonnement est confirmé. Répondez HELP pour de l'aide, STOP pour vous désabonner.",
    help: '{group} : ce numéro envoie des SMS à ses abonnés. Répondez STOP pour vous désabonner. Frais de SMS possibles.',
    suspectedOptOut: '{group} : pour ne plus recevoir de messages, répondez STOP.',
  },
  es: {
    optOut: '{group}: baja confirmada. Ya no te enviaremos mensajes.',
    howToReturn: 'Responde START para suscribirte de nuevo.',
    optIn:
      '{group}: alta registrada. Responde HELP para ayuda, STOP para darte de baja. Pueden aplicar tarifas de SMS.',
    doubleOptInPrompt: '{group}: responde YES para confirmar el alta, STOP para cancelar.',
    doubleOptInConfirmation:
      '{group}: gracias, tu alta queda confirmada. Responde HELP para ayuda, STOP para darte de baja.',
    help: '{group}: este servicio manda SMS a sus suscriptores. Responde STOP para darte de baja. Pueden aplicar tarifas.',
    suspectedOptOut: '{group}: para dejar de recibir mensajes, responde STOP.',
  },
  pt: {
    optOut: '{group}: cancelamento confirmado. Deixamos de lhe enviar mensagens.',
    howToReturn: 'Responda START para voltar.',
    optIn: '{group}: assinatura registrada. Responda HELP para ajuda, STOP para sair. Podem aplicar-se tarifas de SMS.',
    doubleOptInPrompt: '{group}: responda YES para confirmar a assinatura, STOP para cancelar.',
    doubleOptInConfirmation:
      '{group}: obrigado, sua assinatura foi confirmada. Responda HELP para ajuda, STOP para sair.',
    help: '{group}: este canal envia SMS aos assinantes. Responda STOP para sair. Podem aplicar-se tarifas de SMS.',
    suspectedOptOut: '{group}: para deixar de receber mensagens, responda STOP.',
  },
  de: {
    optOut: '{group}: Sie sind abgemeldet und erhalten keine Nachrichten mehr.',
    howToReturn: 'Antworten Sie START, um sich wieder anzumelden.',
    optIn:
      '{group}: Sie sind angemeldet. Antworten Sie HELP für Hilfe, STOP zum Abmelden. Es können SMS-Kosten anfallen.',
    doubleOptInPrompt: '{group}: Antworten Sie YES, um Ihre Anmeldung zu bestätigen, STOP zum Abbrechen.',
    doubleOptInConfirmation:
      '{group}: Danke, Ihre Anmeldung ist bestätigt. Antworten Sie HELP für Hilfe, STOP zum Abmelden.',
    help: '{group}: Diese Nummer sendet SMS an Abonnenten. Antworten Sie STOP zum Abmelden. Es können SMS-Kosten anfallen.',
    suspectedOptOut: '{group}: Um keine Nachrichten mehr zu erhalten, antworten Sie STOP.',
  },
  it: {
    optOut: '{group}: disiscrizione confermata. Non riceverai altri messaggi.',
    howToReturn: 'Rispondi START per iscriverti di nuovo.',
    optIn:
      '{group}: iscrizione registrata. Rispondi HELP per aiuto, STOP per disiscriverti. Possibili costi per gli SMS.',
    doubleOptInPrompt: "{group}: rispondi YES per confermare l'iscrizione, STOP per annullare.",
    doubleOptInConfirmation:
      '{group}: grazie, la tua iscrizione è confermata. Rispondi HELP per aiuto, STOP per disiscriverti.',
    help: '{group}: questo numero invia SMS agli iscritti. Rispondi STOP per disiscriverti. Possibili costi per gli SMS.',
    suspectedOptOut: '{group}: per non ricevere più messaggi, rispondi STOP.',
  },
  nl: {
    optOut: '{group}: je bent afgemeld en ontvangt geen berichten meer.',
    howToReturn: 'Antwoord START om je weer aan te melden.',
    optIn: '{group}: je bent aangemeld. Antwoord HELP voor hulp, STOP om je af te melden. Er kunnen sms-kosten gelden.',
    doubleOptInPrompt: '{group}: antwoord YES om je aanmelding te bevestigen, STOP om te annuleren.',
    doubleOptInConfirmation:
      '{group}: bedankt, je aanmelding is bevestigd. Antwoord HELP voor hulp, STOP om je af te melden.',
    help: '{group}: dit nummer stuurt sms aan abonnees. Antwoord STOP om je af te melden. Er kunnen sms-kosten gelden.',
    suspectedOptOut: '{group}: wil je geen berichten meer, antwoord dan STOP.',
  },
  pl: {
    optOut: '{group}: rezygnacja zapisana. Nie dostaniesz kolejnych SMS.',
    howToReturn: 'Ponowny zapis: odpisz START.',
    optIn: '{group}: subskrypcja aktywna. Odpisz HELP (pomoc) lub STOP (rezygnacja). SMS wg taryfy operatora.',
    doubleOptInPrompt: '{group}: zapis wymaga zgody. Odpisz YES (zgoda) lub STOP (rezygnacja).',
    doubleOptInConfirmation: '{group}: subskrypcja potwierdzona. Odpisz HELP (pomoc) lub STOP (rezygnacja).',
    help: '{group}: serwis SMS dla zapisanych. Rezygnacja: odpisz STOP. SMS wg taryfy operatora.',
    suspectedOptOut: '{group}: rezygnujesz z SMS? Odpisz STOP.',
  },
  ja: {
    optOut: '{group}：配信を停止しました。今後メッセージは届きません。',
    howToReturn: '再開はSTARTと返信してください。',
    optIn: '{group}：登録しました。ヘルプはHELP、停止はSTOPと返信してください。通信料がかかる場合があります。',
    doubleOptInPrompt: '{group}：登録を確定するにはYES、取り消すにはSTOPと返信してください。',
    doubleOptInConfirmation: '{group}：登録が完了しました。ヘルプはHELP、停止はSTOPと返信してください。',
    help: '{group}：登録者にSMSを配信しています。停止はSTOPと返信してください。通信料がかかる場合があります。',
    suspectedOptOut: '{group}：配信を停止するにはSTOPと返信してください。',
  },
} as const satisfies Readonly<Record<string, DefaultReplies>>;

import type { IntentPattern } from './pack.js';

/** Words of languages without a pack of their own. Chinese is one token per character. */
export const ANY_LEXICON: Readonly<Record<string, string>> = {
  about:
    'me mig meg mej mnie sms smser smserna beskeder meddelanden meldinger mig_fra fra från av fran liste listen listan nyhedsbrev prenumeration prenumerationen меня рассылку сообщения от рассылки смс 短信 谢谢 الرسائل رسائل nu tack tak takk',
  cease:
    'хватит перестаньте прекратите прекрати перестань довольно прекратить sluta slut stop stopp stoppa hold_op slutt 停止 别再 不要再 请勿 别 不要 勿 لا توقف توقفوا كفى',
  sends:
    'писать слать присылать отправлять спамить звонить рассылку смс сообщения рассылать сообщений skicka skickar sms smsa messa sende sender skrive skriva sende_meg sms smser beskeder meddelanden meldinger reklam reklame spam 发 发送 发短信 打扰 骚扰 推送 发信息 短信 ترسلوا ترسل ارسال إرسال الرسائل رسائل مراسلتي',
};

/** @source contract "keywords and consent", section 2, row "Any"; section 5.4 */
export const ANY_PATTERNS: readonly IntentPattern[] = [
  {
    id: 'any.leave',
    version: 3,
    family: 'removal',
    shapes: [
      'отписаться|отпишите|отпишись|отпишитесь|отписка|отписываюсь|отписать|отпишусь',
      '退订|取消订阅|取消訂閱|退訂|退阅|取消关注',
      'الغاء|إلغاء|الغي|ألغي|ألغوا الاشتراك|اشتراك|اشتراكي',
      'avsluta|avbestall|avregistrera|avprenumerera|avanmal ..2 sms|prenumerationen|prenumeration|smsen|utskick|meddelanden|mig|tjansten|reklam',
      'afmeld|afmelde|framelde|frameld|avmeld|meld|melde|slet|fjern|slett ..1 mig|meg|sms|nummer|mit_nummer|listen|nyhedsbrev|mitt_nummer|nummeret',
      'ta|tag|stryk|radera bort? ..1 mig|mitt_nummer|mej|numret|nummer ..3',
      'удалите|удали|уберите|исключите|вычеркните ..3 меня|номер|контакты|базы|рассылки|нас',
      '删除|移除 ..3 我|号码|电话|手机号',
    ],
    unless: [
      'не отписывайте|отписывайтесь|отпишусь',
      'bil|order|bestilling|time|tid|konto|gymmet|bilen|не_хочу ..1 bestilling',
      '退订金|退订费|押金|订金',
      '房间|酒店|机票|订单|车票|航班|门票|商品|课程|会员|外卖|房',
    ],
    matches: ['хочу отписаться от этой рассылки', '请帮我退订', 'afmeld mig fra listen'],
    misses: ['kan jeg afmelde min bil online', 'подпишите меня', '订阅'],
  },
  {
    id: 'any.stop-sending',
    version: 2,
    family: 'cease-object',
    shapes: [
      '@cease ..3 @sends',
      'не|больше_не ..2 пишите|пиши|присылайте|присылай|шлите|отправляйте|звоните|беспокойте|беспокоить|надо_писать|надо_присылать|хочу_получать|присылать|писать|слать',
      'отстаньте|отвалите|отвали|отстань|отвяжитесь|идите_нахуй|иди_нахуй|пошли_вон|оставьте_меня|идите_лесом',
      'ошиблись|ошибся|не_тот|неправильный номером|номер|номер_телефона',
      'inga|inget|ingen|ingen_flere|inga_fler|ikke|inte|flere ..2 fler|mer|mere|flere|sms|beskeder|meldinger|meddelanden ..1 sms|meddelanden|beskeder|meldinger|tack|tak|takk',
      'fel|feil|forkert|fejl nummer',
      'lamna|lad|la mig|meg ifred|i_fred|vaere|vara',
      '别|不要|请勿|勿 再|给我|再给我|再发|发 ..2 发|短信|信息|了|来|消息',
      '打错|发错|错 ..1 了|号码|人',
      '不要打扰|别烦我|别骚扰|滚|不需要短信|拒收|不想收到|不要短信',
      '수신거부|수신_거부|그만|그만_보내|보내지_마|보내지_마세요|문자_그만|스팸',
      '수신 거부',
    ],
    unless: ['не прекращайте|перестаньте', 'inga problem|problemer'],
    matches: ['хватит слать смс', '不要再发短信了', 'sluta skicka sms'],
    misses: ['пишите мне', '请发短信', 'skicka mer information'],
  },
  {
    id: 'any.guard-negated',
    version: 1,
    family: 'guard-negated',
    shapes: [
      'не ..2 отписаться|отписывайте|отписывайтесь|отписываюсь|отписывать|удаляйте|прекращайте|переставайте|останавливайтесь',
      '不要|别|不想|勿|没有|不会|不是 ..2 退订|取消订阅|停止',
      'لا|لن ..2 تتوقفوا|تتوقف|الغاء|إلغاء|تلغوا|أريد',
      'sluta|slut|stop|avsluta|afmeld inte|ikke',
      'vill|vil|onsker inte|ikke ..2 avsluta|sluta|afmelde|stoppe|melde',
    ],
    unless: ['لا|لن ..3 الرسائل|رسائل ..2'],
    matches: ['не хочу отписаться', '不要退订', 'لا تتوقفوا عن ارسال العروض'],
    misses: ['хочу отписаться', '退订', 'توقف'],
  },
];

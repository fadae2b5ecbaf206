import { JAPANESE_NAMES } from './names.js';

/** Parts of Japanese sentences. Every character is a token, so words are found inside unbroken text. */
export const JA_LEXICON: Readonly<Record<string, string>> = {
  names: JAPANESE_NAMES,
  about:
    '配 信 メ ー ル し て く だ さ い 下 を 願 お 登 録 希 望 通 知 送 広 告 の 全 部 ま す で ね よ 致 即 時 今 sms 早 急 に',
  send: '送ら 送っ 送り 送る 送 送信 配信 おくら おくっ 届か 届け 届い 届く 連絡し 連絡 メールし 流さ 寄越さ よこさ 来 送付 発信',
  message:
    'メール メッセージ ショートメール sms ショートメッセージ メルマガ 配信 広告 通知 宣伝 お知らせ 案内 連絡 スパム 迷惑メール 営業 勧誘 ライン dm プロモーション sns smss おしらせ セール情報',
  stop: 'やめ 止め 辞め とめ ストップ 停止 中止 止まら 中断 終了 控え 遠慮 勘弁 解除 解約 拒否 お断り おことわり 断り 打ち切 オフ 切り 切っ 切る',
  ask: 'て ください 下さい ほしい 欲しい くれ 願い ます 頂き いただき もらえ 貰え たい ろ よ 希望 する し を で',
  list: 'リスト 名簿 登録 番号 連絡先 アドレス 配信先 データ 情報 電話番号 宛先 会員情報 データベース',
};

export const JA_SLIPS: readonly string[] = [];

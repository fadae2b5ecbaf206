import { bootHark, type TestHark } from '../support/hark.js';
import { messageSid, postSigned, TWILIO_ACCOUNT } from '../support/twilio.js';

/** What a body must lead to. `reply`: null is an empty `<Response/>`. */
interface Expected {
  readonly status?: string;
  readonly category: string | null;
  readonly consent?: string | null;
  readonly created?: boolean;
  readonly events?: number;
  readonly reply: RegExp | null;
  readonly replyReason?: string;
}

/** Fields Twilio sends with every text to a number in the United States. */
const US = {
  ToCountry: 'US',
  ToState: 'CA',
  ToCity: 'SAN FRANCISCO',
  ToZip: '94105',
  FromCountry: 'US',
  FromState: 'CA',
  FromCity: '',
  FromZip: '',
  SmsStatus: 'received',
  NumSegments: '1',
  ApiVersion: '2010-04-01',
};

/** Label, person, changes to the form, what must come of it. Every row has a person of its own. */
const BODIES: [string, string, Record<string, string>, Expected][] = [
  [
    'STOP',
    '+14155560001',
    { Body: 'STOP' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: /unsubscribed/ },
  ],
  [
    'START',
    '+14155560002',
    { Body: 'START' },
    { category: 'opt_in', consent: 'subscribed', created: true, reply: /subscribed/ },
  ],
  ['HELP', '+14155560003', { Body: 'Help' }, { category: 'help', reply: /STOP/ }],
  [
    'lower case with blanks and a line end',
    '+14155560004',
    { Body: ' stop \n' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: /unsubscribed/ },
  ],
  [
    'full-width letters',
    '+14155560005',
    { Body: 'ＳＴＯＰ' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: /unsubscribed/ },
  ],
  [
    'French with accents, number abroad',
    '+33612345678',
    { Body: 'Arrêt', FromCountry: 'FR' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: /désabonne/i },
  ],
  [
    'decomposed accents',
    '+33612345679',
    { Body: 'ARRE\u0302T' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: /désabonne/i },
  ],
  [
    'plus signs, ampersand, emoji, trailing blank',
    '+33612345680',
    { Body: 'Été 1+1=2 & ok 👍🏽 ' },
    { category: 'other', reply: null },
  ],
  [
    'two pictures without text',
    '+14155560009',
    {
      Body: '',
      NumMedia: '2',
      MediaUrl0: 'https://api.twilio.com/media/ME1',
      MediaContentType0: 'image/png',
      MediaUrl1: 'https://api.twilio.com/media/ME2',
      MediaContentType1: 'image/jpeg',
    },
    { category: 'other', reply: null },
  ],
  [
    'NumMedia that lies',
    '+14155560010',
    { Body: '', NumMedia: '2', MediaUrl0: 'https://api.twilio.com/media/ME1', MediaContentType0: 'image/png' },
    { category: 'other', reply: null },
  ],
  [
    'Advanced Opt-Out has answered STOP',
    '+14155560011',
    { Body: 'STOP', OptOutType: 'STOP', MessagingServiceSid: `MG${'0'.repeat(32)}` },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: null, replyReason: 'answered_by_provider' },
  ],
  [
    'Advanced Opt-Out saw a STOP we would not have seen',
    '+14155560012',
    { Body: 'no thank you sir', OptOutType: 'STOP' },
    { category: 'opt_out', consent: 'unsubscribed', created: true, reply: null, replyReason: 'answered_by_provider' },
  ],
  [
    'Advanced Opt-Out claims a START that is none',
    '+14155560013',
    { Body: 'strat', OptOutType: 'START' },
    { category: 'other', reply: null },
  ],
  [
    'unknown fields of tomorrow',
    '+14155560014',
    { Body: 'START', ProfileName: 'x', NewField2027: 'y' },
    { category: 'opt_in', consent: 'subscribed', created: true, reply: /subscribed/ },
  ],
  [
    'a number without plus',
    '+14155560015',
    { Body: 'START', From: '14155560015' },
    { category: 'opt_in', consent: 'subscribed', created: true, reply: /subscribed/ },
  ],
  [
    'a number with spaces',
    '+14155560016',
    { Body: 'START', From: '+1 415 556 0016' },
    { category: 'opt_in', consent: 'subscribed', created: true, reply: /subscribed/ },
  ],
  [
    'WhatsApp: kept and left alone',
    'whatsapp:+14155560017',
    { Body: 'STOP' },
    { status: 'ignored', category: null, reply: null },
  ],
  [
    'RCS is served',
    'rcs:+14155560018',
    { Body: 'START' },
    { category: 'opt_in', consent: 'subscribed', created: true, reply: /subscribed/ },
  ],
  [
    'to an address that is none of ours',
    '+14155560019',
    { Body: 'STOP', To: '99999' },
    { category: 'unroutable', reply: null },
  ],
  ['from one of our own addresses', '55555', { Body: 'STOP', To: '66666' }, { category: 'opt_out', reply: null }],
];

describe('real Twilio bodies with valid signatures', () => {
  let hark: TestHark;

  beforeAll(async () => {
    hark = await bootHark();
  });
  afterAll(() => hark.close());

  it.each(BODIES)('%s', async (_label, person, changes, expected) => {
    const sid = messageSid();
    const form: Record<string, string> = {
      ...US,
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: TWILIO_ACCOUNT.account_sid,
      From: person,
      To: '55555',
      NumMedia: '0',
      ...changes,
    };
    hark.clock.advance(3000);

    const answer = await postSigned(hark.url, hark.inboundPath, form);

    expect(answer.status).toBe(200);
    const message = /<Message[^>]*>(.*)<\/Message>/s.exec(answer.text)?.[1] ?? null;
    if (expected.reply === null) expect(message).toBeNull();
    else expect(message).toMatch(expected.reply);
    const { body } = await hark.request('GET', `/admin/inbound_messages?limit=1`);
    const shown = body.inbound_messages[0];
    expect(shown).toMatchObject({
      provider_message_id: sid,
      status: expected.status ?? 'processed',
      category: expected.category,
      body: changes['Body'],
    });
    expect(shown.consent_change?.after ?? null).toBe(expected.consent ?? null);
    expect(shown.profile?.created ?? false).toBe(expected.created ?? false);
    if (expected.replyReason !== undefined) expect(shown.trace.reply.reason).toBe(expected.replyReason);
    const [row] = await hark.rows<{ raw_body: Buffer }>(
      'select raw_body from inbound_message where provider_message_id = $1',
      [sid],
    );
    expect(row?.raw_body.toString()).toBe(new URLSearchParams(form).toString());
  });

  it('keeps what media a text had', async () => {
    const [row] = await hark.rows<{ media: unknown }>(
      `select media from inbound_message where from_raw = '+14155560009'`,
    );

    expect(row?.media).toEqual([
      { url: 'https://api.twilio.com/media/ME1', contentType: 'image/png' },
      { url: 'https://api.twilio.com/media/ME2', contentType: 'image/jpeg' },
    ]);
  });
});

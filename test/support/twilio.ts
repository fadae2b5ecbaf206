import twilio from 'twilio';
import { type Answer, send } from './app.js';

/** The account every test connection belongs to. */
export const TWILIO_ACCOUNT = {
  account_sid: 'AC00112233445566778899aabbccddeeff',
  auth_token: '6f1c9b7e2d4a48f0a1b2c3d4e5f60718',
};

let counter = 0;

/** A message id as Twilio makes them. */
export function messageSid(): string {
  counter += 1;
  return `SM${Date.now().toString(16).padStart(16, '0')}${counter.toString(16).padStart(16, '0')}`;
}

/** The form Twilio posts for one text. */
export function twilioForm(text: {
  from: string;
  to: string;
  body: string;
  sid?: string;
  extra?: Record<string, string>;
}) {
  const sid = text.sid ?? messageSid();
  return {
    ToCountry: 'US',
    SmsMessageSid: sid,
    NumMedia: '0',
    SmsSid: sid,
    SmsStatus: 'received',
    Body: text.body,
    To: text.to,
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: TWILIO_ACCOUNT.account_sid,
    From: text.from,
    ApiVersion: '2010-04-01',
    ...text.extra,
  };
}

/** Posts a form signed with the official SDK, so that a mistake in our verifier cannot hide in our signer. */
export function postSigned(
  url: string,
  path: string,
  form: Record<string, string>,
  options: { token?: string; signedUrl?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const signature = twilio.getExpectedTwilioSignature(
    options.token ?? TWILIO_ACCOUNT.auth_token,
    options.signedUrl ?? url + path,
    form,
  );
  return send(url, 'POST', path, {
    body: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signature,
      ...options.headers,
    },
  });
}

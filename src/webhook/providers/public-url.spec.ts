import { MalformedPublicUrl, publicUrls, statusUrl } from './public-url.js';

const inner = { host: 'internal:3000', encrypted: false };

describe('publicUrls', () => {
  it.each([
    ['https://sms.example.org', '/webhooks/twilio/c1/inbound', 'https://sms.example.org/webhooks/twilio/c1/inbound'],
    ['https://sms.example.org/', '/in', 'https://sms.example.org/in'],
    ['https://sms.example.org:8443', '/in?tenant=acme%20eu', 'https://sms.example.org:8443/in?tenant=acme%20eu'],
    ['https://sms.example.org:443', '/in', 'https://sms.example.org:443/in'],
    ['https://example.org/hark/eu/', '/in', 'https://example.org/hark/eu/in'],
    // Nothing in the target is decoded, sorted, joined or completed.
    ['https://example.org', '/a%2Fb/?z=1&a=%41&a=%41&', 'https://example.org/a%2Fb/?z=1&a=%41&a=%41&'],
    ['https://example.org', '//in', 'https://example.org//in'],
    ['https://example.org', '/in?u=http://x/#frag', 'https://example.org/in?u=http://x/'],
    ['https://example.org', 'http://internal:3000/in?x=1', 'https://example.org/in?x=1'],
    ['https://example.org', '', 'https://example.org/'],
    ['https://user:pass@example.org/p', '/in', 'https://example.org/p/in'],
    ['http://[::1]:3000', '/in', 'http://[::1]:3000/in'],
  ])('%s and %j give %s, whatever the Host header says', (publicUrl, rawTarget, expected) => {
    expect(publicUrls({ ...inner, publicUrl, rawTarget })).toEqual([expected]);
    expect(publicUrls({ publicUrl, rawTarget, host: 'evil.test', encrypted: true })).toEqual([expected]);
  });

  it('tries the host as configured first, then in lower case', () => {
    expect(publicUrls({ ...inner, publicUrl: 'HTTPS://Sms.Example.org/Hark', rawTarget: '/In' })).toEqual([
      'https://Sms.Example.org/Hark/In',
      'https://sms.example.org/Hark/In',
    ]);
  });

  it.each([
    'sms.example.org',
    'ftp://example.org',
    'https://',
    'https://ex ample.org',
    'https://example.org?x=1',
    'https://a@b@c',
  ])('refuses %j as PUBLIC_URL', (publicUrl) => {
    expect(() => publicUrls({ ...inner, publicUrl, rawTarget: '/in' })).toThrow(MalformedPublicUrl);
  });

  it.each([
    ['127.0.0.1:3000', false, ['http://127.0.0.1:3000/in?x=1']],
    ['example.org', true, ['https://example.org/in?x=1']],
    [undefined, true, []],
    ['', false, []],
    ['evil.test/path?', false, []],
    ['a@evil.test', false, []],
  ])('without PUBLIC_URL takes Host %j, TLS %s: %j', (host, encrypted, expected) => {
    expect(publicUrls({ publicUrl: null, rawTarget: '/in?x=1', host, encrypted })).toEqual(expected);
  });
});

describe('the address for delivery reports', () => {
  const about = { provider: 'twilio', connectionId: 'c1', outboundId: '0190' };
  const path = '/webhooks/twilio/c1/status?outbound=0190';

  it.each([
    ['https://sms.example.org', `https://sms.example.org${path}`],
    ['https://sms.example.org/hark/', `https://sms.example.org/hark${path}`],
    ['http://127.0.0.1:3000', `http://127.0.0.1:3000${path}`],
    [null, null],
  ])('under PUBLIC_URL %j is %j', (publicUrl, expected) => {
    expect(statusUrl(publicUrl, about)).toBe(expected);
  });

  it('is what the same PUBLIC_URL verifies', () => {
    const publicUrl = 'https://SMS.example.org/hark';

    expect(publicUrls({ publicUrl, rawTarget: path, host: undefined, encrypted: false })).toContain(
      statusUrl(publicUrl, about),
    );
  });
});

import { readApiBaseUrl } from './api-base-url.js';

describe('the address of a send API', () => {
  it.each([
    ['https://api.example.org', 'https://api.example.org'],
    ['https://api.example.org:8443/twilio/', 'https://api.example.org:8443/twilio'],
    ['HTTPS://API.example.org//', 'https://api.example.org'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://localhost:4010/', 'http://localhost:4010'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ])('%s is taken as %s', (given, url) => {
    expect(readApiBaseUrl(given)).toEqual({ url });
  });

  it.each([
    'http://api.example.org',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@example.org',
    'https://user:secret@example.org',
    'https://example.org?',
    'https://example.org/#x',
    '//example.org',
    'example.org',
    '',
  ])('%s is refused', (given) => {
    expect(readApiBaseUrl(given)).toHaveProperty('problem');
  });
});

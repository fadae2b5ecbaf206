import { readFileSync } from 'node:fs';
import { Config, ConfigInvalid, readConfig, settingNames } from './config.js';

/** `NAME=value` lines of the example file. */
function example(): Map<string, string> {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    }),
  );
}

describe('the configuration', () => {
  it('has the same settings as .env.example', () => {
    expect([...example().keys()].sort()).toEqual(settingNames().sort());
  });

  it('has the defaults .env.example shows', () => {
    const shown = readConfig(Object.fromEntries(example()));

    expect(shown).toEqual(readConfig({}));
  });

  it('counts an empty value as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  it('reads numbers and switches', () => {
    const config = readConfig({ PORT: '0', INBOUND_BATCH_MAX: '1', HARK_SAMPLE_DATA: 'true', RATE_LIMITS: 'false' });

    expect([config.PORT, config.INBOUND_BATCH_MAX, config.HARK_SAMPLE_DATA, config.RATE_LIMITS]).toEqual([
      0,
      1,
      true,
      false,
    ]);
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ HARK_SAMPLE_DATA: 'perhaps' }, 'HARK_SAMPLE_DATA'],
    [{ DATABASE_URL: 'mysql://x', HARK_SECRET_KEY: Buffer.alloc(32).toString('base64') }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://x' }, 'HARK_SECRET_KEY'],
    [{ HARK_SECRET_KEY: 'short' }, 'HARK_SECRET_KEY'],
    [{ HARK_API_KEY: 'short' }, 'HARK_API_KEY'],
    [{ PUBLIC_URL: 'sms.example.org' }, 'PUBLIC_URL'],
    // Each of these would make every webhook fail later.
    [{ PUBLIC_URL: 'https://sms.example.org?x=1' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://sms.example.org/in#rc=3' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://müller.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://a@b@c' }, 'PUBLIC_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ TRACK_ALIAS_LINK: 'maybe' }, 'TRACK_ALIAS_LINK'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8,proxy' }, 'TRUSTED_PROXIES'],
  ])('refuses %j naming the setting', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(name);
  });

  it.each(['https://sms.example.org/hark/', 'http://localhost:3000', 'https://sms_gateway', 'https://[::1]:8443'])(
    'takes %j as PUBLIC_URL',
    (PUBLIC_URL) => {
      expect(readConfig({ PUBLIC_URL }).PUBLIC_URL).toBe(PUBLIC_URL);
    },
  );

  it('names all mistakes at once', () => {
    const attempt = () => readConfig({ PORT: 'x', LOG_LEVEL: 'loud', INBOUND_LANES: '0' });

    expect(attempt).toThrow(ConfigInvalid);
    expect(attempt).toThrow(/3 mistake/);
  });

  it('is a class whose every default passes its own checks', () => {
    expect(new Config()).toEqual(readConfig({}));
  });
});

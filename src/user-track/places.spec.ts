import { readCountry, readCurrency, readLanguage, readTimeZone } from './places.js';
import { railsTimeZones } from './rails-time-zones.js';

it.each([
  ['US', 'US'],
  ['us', 'US'],
  [' de ', 'DE'],
  ['Germany', 'DE'],
  ['united states', 'US'],
  ['USA', 'US'],
  ['UK', 'GB'],
  ['Turkey', 'TR'],
  ['YU', null],
  ['EU', null],
  ['ZZ', null],
  ['Atlantis', null],
  ['', null],
])('country %j is %j', (text, code) => {
  expect(readCountry(text)).toBe(code);
});

it.each([
  ['en', 'en'],
  ['EN', 'en'],
  ['pt-BR', 'pt'],
  ['zh_Hant', 'zh'],
  ['xx', null],
  ['eng', null],
  ['English', null],
  ['', null],
])('language %j is %j', (text, code) => {
  expect(readLanguage(text)).toBe(code);
});

it.each([
  ['America/New_York', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  ['Eastern Time (US & Canada)', 'America/New_York'],
  ['US/Eastern', 'US/Eastern'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['UTC', 'Etc/UTC'],
  ['+05:00', null],
  ['Mars/Olympus', null],
  ['', null],
])('time zone %j is %j', (text, zone) => {
  expect(readTimeZone(text)).toBe(zone);
});

it('knows only time zones that exist by their Rails names', () => {
  for (const zone of railsTimeZones.values())
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
});

it.each([
  ['USD', 'USD'],
  ['eur', 'EUR'],
  ['XXY', null],
  ['$', null],
])('currency %j is %j', (text, code) => {
  expect(readCurrency(text)).toBe(code);
});

import { isNetwork, isWithin } from './networks.js';

describe('isNetwork', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::1', '2001:db8::/32', '::1'])('takes %s', (text) => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.0/33',
    '203.0.113.0/',
    '1.2.3.4/8/8',
    '2001:db8::/129',
    'fe80::1%eth0',
    ' ::1',
    7,
  ])('refuses %j', (text) => {
    expect(isNetwork(text)).toBe(false);
  });
});

describe('isWithin', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:DB8:0:0::7', '2001:db8::/32'],
    ['::1', '::1'],
    ['10.0.0.1', '0.0.0.0/0'],
  ])('finds %s in %s', (address, network) => {
    expect(isWithin(address, ['192.0.2.1', network])).toBe(true);
  });

  it.each([
    ['203.0.114.7', '203.0.113.0/24'],
    ['::1', '0.0.0.0/0'],
    ['2001:db9::1', '2001:db8::/32'],
    ['unknown', '0.0.0.0/0'],
    ['', '::/0'],
  ])('does not find %s in %s', (address, network) => {
    expect(isWithin(address, [network])).toBe(false);
  });
});

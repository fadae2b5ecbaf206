import { aSender } from '../../test/builders/messages.js';
import { aGroup } from '../../test/builders/recorded-message.js';
import { chooseSender } from './choose-sender.js';

const sender = (address: string, kind: 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric', activated = true) =>
  aSender({ address, kind, keywordsActivated: activated });
const paris = sender('+33612345678', 'long_code');
const york = sender('+12125550100', 'long_code');
const code = sender('12345', 'short_code');
const deafCode = sender('54321', 'short_code', false);
const name = sender('PROMO', 'alphanumeric');

const countryOf = (address: string) => (address.startsWith('+33') ? 'FR' : 'US');

describe('chooseSender', () => {
  it.each([
    ['the address of the own country', [york, code, paris], 'FR', paris],
    ['the oldest of several', [york, { ...york, address: '+12125550101' }], 'US', york],
    ['a code rather than a number abroad', [york, code], 'FR', code],
    ['a number abroad rather than nothing', [york], 'FR', york],
    ['whatever is oldest for an unknown country', [york, paris], null, york],
    ['never a name, which hears nothing', [name], 'FR', null],
    ['never a code that hears only STOP', [deafCode], 'US', null],
    ['nothing where there is nothing', [], 'US', null],
  ] as const)('takes %s', (_what, senders, country, chosen) => {
    expect(chooseSender(senders, country, countryOf)).toBe(chosen);
  });

  it('takes a code under policy braze, where it hears everything', () => {
    const hearing = { ...deafCode, group: aGroup({ policy: 'braze' }) };

    expect(chooseSender([hearing], 'US', countryOf)).toBe(hearing);
  });
});

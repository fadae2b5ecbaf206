import { format, inspect } from 'node:util';
import { MalformedPhoneNumber, PhoneNumber } from './phone-number.js';

describe('PhoneNumber', () => {
  it.each(['+14155552671', '+6834000', '+999123456789012'])('takes %s and gives it back', (value) => {
    expect(PhoneNumber.fromE164(value).e164()).toBe(value);
  });

  it.each([
    '',
    '+',
    '14155552671',
    '+0123456789',
    '+683400',
    '+1234567890123456',
    '+1 4155552671',
    '+14155552671\n',
    '+1415555267x',
    '+١٤١٥٥٥٥٢٦٧١',
    '＋14155552671',
  ])('refuses %j without repeating it', (value) => {
    expect(() => PhoneNumber.fromE164(value)).toThrow(new MalformedPhoneNumber());
  });

  it.each([
    ['+14155552600', '+1•••••••00'],
    ['+79161234512', '+7•••••••12'],
    ['+33612345678', '+33•••••••78'],
    ['+442071838750', '+44•••••••50'],
    ['+353861234567', '+353•••••••67'],
    ['+2125012345', '+212•••••••45'],
    // Too short to show an end: four hidden digits, or fewer, are guessed quickly.
    ['+6834000', '+683•••••••'],
    ['+123456789', '+1•••••••89'],
    ['+29051234', '+290•••••••'],
  ])('prints %s as %s', (value, masked) => {
    expect(PhoneNumber.fromE164(value).toString()).toBe(masked);
  });

  it('is masked in every way of printing it', () => {
    const number = PhoneNumber.fromE164('+14155552600');

    expect(JSON.stringify({ number })).toBe('{"number":"+1•••••••00"}');
    expect(inspect({ number })).toBe('{ number: +1•••••••00 }');
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- this is what the test is about
    expect(`${number} ${format('%s', number)}`).toBe('+1•••••••00 +1•••••••00');
    expect(JSON.stringify(Object.assign({}, number)) + JSON.stringify(Object.entries(number))).toBe('{}[]');
  });

  it('equals the same number, also for toEqual', () => {
    const number = PhoneNumber.fromE164('+14155552600');

    expect(number.equals(PhoneNumber.fromE164('+14155552600'))).toBe(true);
    // Same mask, other number.
    expect(number.equals(PhoneNumber.fromE164('+14155559900'))).toBe(false);
    expect(number).toEqual(PhoneNumber.fromE164('+14155552600'));
    expect(number).not.toEqual(PhoneNumber.fromE164('+14155559900'));
  });
});

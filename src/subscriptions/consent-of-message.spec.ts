import type { Category } from '../contracts/inbound/classification.js';
import type { GroupOnRoad } from '../contracts/inbound/sender.js';
import { statementOf, type Subject, subjectOf } from './consent-of-message.js';
import { anIdentifiedMessage, type IdentifiedWishes } from '../../test/builders/identified-message.js';

/** What a text says, read for a number of the given country. */
function read(options: IdentifiedWishes, country: string | null = 'US'): string {
  const message = anIdentifiedMessage(options);
  const said = statementOf(message, subjectOf(message) as Subject, () => country);
  return typeof said === 'string' ? said : said.says;
}

describe('subjectOf', () => {
  it('is the number and the sender', () => {
    const message = anIdentifiedMessage();

    expect(subjectOf(message)).toMatchObject({ sender: message.sender });
  });

  it('is nobody for an address that is not ours', () => {
    expect(subjectOf(anIdentifiedMessage({ sender: null }))).toBe('not_our_sender');
  });

  it('is nobody for a text from ourselves', () => {
    expect(subjectOf({ ...anIdentifiedMessage(), fromOwnSender: true })).toBe('own_sender');
  });

  it('is nobody for a text from a short code', () => {
    expect(subjectOf(anIdentifiedMessage({ from: '68849' }))).toBe('not_a_phone_number');
  });
});

describe('statementOf', () => {
  it.each<[Category, string]>([
    ['opt_out', 'opt_out'],
    ['opt_in', 'opt_in'],
    ['help', 'no_consent_keyword'],
    ['custom', 'no_consent_keyword'],
    ['other', 'no_consent_keyword'],
    ['unroutable', 'unroutable'],
  ])('%s says %s', (category, says) => {
    expect(read({ category })).toBe(says);
  });

  it.each([
    ['START', 'prompt_word'],
    ['SUBSCRIBE', 'prompt_word'],
    ['UNSTOP', 'prompt_word'],
    ['JOIN', 'prompt_word'],
    [null, 'prompt_word'],
    ['YES', 'confirmation_word'],
    ['yes', 'confirmation_word'],
    ['OUI', 'confirmation_word'],
    ['SÍ', 'confirmation_word'],
    ['Sì', 'confirmation_word'],
    ['SIM', 'confirmation_word'],
    ['JA', 'confirmation_word'],
    ['TAK', 'confirmation_word'],
  ])('with double opt-in %s is a %s', (keyword, says) => {
    expect(read({ category: 'opt_in', keyword, group: { doubleOptIn: true } })).toBe(says);
  });

  it.each<[GroupOnRoad['suspectedOptOut'], GroupOnRoad['policy'], string | null, string]>([
    [null, 'safe', 'US', 'suspected_opt_out'],
    [null, 'safe', 'CA', 'suspected_opt_out'],
    [null, 'safe', null, 'suspected_opt_out'],
    [null, 'safe', 'DE', 'clarify'],
    ['auto', 'safe', 'DE', 'suspected_opt_out'],
    ['clarify', 'safe', 'US', 'clarify'],
    [null, 'adobe', 'US', 'clarify'],
    [null, 'braze', 'US', 'clarify'],
    ['auto', 'braze', 'US', 'suspected_opt_out'],
  ])('a suspicion under %s, policy %s, from %s is %s', (suspectedOptOut, policy, country, says) => {
    expect(read({ category: 'suspected_opt_out', group: { suspectedOptOut, policy } }, country)).toBe(says);
  });

  it('does not read the number unless the country matters', () => {
    const message = anIdentifiedMessage({ category: 'suspected_opt_out', group: { suspectedOptOut: 'auto' } });
    const neverAsked = () => {
      throw new Error('asked');
    };

    expect(() => statementOf(message, subjectOf(message) as Subject, neverAsked)).not.toThrow();
  });
});
